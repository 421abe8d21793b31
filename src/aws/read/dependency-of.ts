/** What a record of what runs is about, by the name that `recordName` gives it; nothing where a parameter is no such record. */
export function dependencyOf(record: string): { readonly service: string; readonly environment: string } | undefined {
  const [, service, environment] = /^\/spillway\/([^/]+)\/running\/([^/]+)$/.exec(record) ?? [];
  return service ? { service, environment } : undefined;
}
