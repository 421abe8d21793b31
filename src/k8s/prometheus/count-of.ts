/** Expression in which `list` is what a kustomization says is recorded: how many of some things it names. */
export function countOf(list: string, names: string[]): string {
  return `len(filter(split(${list}, ","), {split(#, "/")[0] in [${names.map((name) => `"${name}"`).join(', ')}]}))`;
}
