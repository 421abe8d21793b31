import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from './json';
import type { CfnResource, CfnTemplate } from './subject';

type Change = (name: string, argument: Json) => Json | undefined;

/**
 * A template with its nested stacks as if it had their resources itself: what a resource refers to in another of these
 * templates is then found like anything else.
 */
export function inlined(template: CfnTemplate, assembly: string): CfnTemplate {
  const nested = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::CloudFormation::Stack');
  if (nested.length === 0) return template;
  const outputs = new Map<string, Json>();
  const inner = nested.flatMap(([id, resource]) => {
    const { Resources, Outputs = {} } = inlined(JSON.parse(readFileSync(join(assembly, templateFile(resource, assembly)), 'utf8')) as CfnTemplate, assembly);
    const parameters = (resource.Properties?.Parameters ?? {}) as Record<string, Json>;
    const own = (name: string) => (name in Resources ? `${id}${name}` : name);
    const change: Change = (name, argument) => {
      if (name === 'Ref') return parameters[argument as string] ?? { Ref: own(argument as string) };
      if (name !== 'Fn::GetAtt') return undefined;
      const [of, ...attribute] = argument as string[];
      return { 'Fn::GetAtt': [own(of), ...attribute] };
    };
    for (const [name, output] of Object.entries(Outputs)) outputs.set(`${id}.Outputs.${name}`, changed((output as { Value: Json }).Value, change));
    return Object.entries(Resources).map(([name, one]) => [own(name), { ...changed(one as unknown as Json, change) as object, DependsOn: undefined }] as const);
  });
  const outer = Object.entries(template.Resources).filter(([id]) => !nested.some(([name]) => name === id));
  const all = Object.fromEntries([...outer.map(([id, one]) => [id, { ...one, DependsOn: undefined }] as const), ...inner]) as unknown as Json;
  const known: Change = (name, argument) => (name === 'Fn::GetAtt' ? outputs.get((argument as string[]).join('.')) : undefined);
  return { ...template, Resources: changed(all, known) as unknown as Record<string, CfnResource> };
}

/** Nested templates are assets: the manifests of an assembly know their files. */
function templateFile({ Properties }: CfnResource, assembly: string): string {
  const [id] = /[0-9a-f]{64}(?=\.json)/.exec(JSON.stringify(Properties?.TemplateURL)) ?? [];
  const manifests = readdirSync(assembly).filter((file) => file.endsWith('.assets.json'));
  const sources = manifests.flatMap((file) => Object.entries((JSON.parse(readFileSync(join(assembly, file), 'utf8')) as { files: Record<string, { source: { path: string } }> }).files));
  const [, found] = sources.find(([asset]) => asset === id) ?? [];
  if (!found) throw new Error('a nested stack whose template is no asset');
  return found.source.path;
}

function changed(value: Json, change: Change): Json {
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (value === null || typeof value !== 'object') return value;
  const [[name, argument] = [undefined, undefined], ...others] = Object.entries(value);
  const replaced = name !== undefined && others.length === 0 ? change(name, argument as Json) : undefined;
  if (replaced !== undefined) return replaced;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item as Json, change)]));
}
