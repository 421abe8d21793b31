import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import type { Json } from './json';
import { isIntrinsic, list, object, walk } from './json';
import type { Checker, CfnTemplate, Finding, Subject } from './subject';

let loaded: SpecDatabase | undefined;

/** Against the resource schema of CloudFormation: types, properties, what is required, and what is referred to. */
export const schema: Checker = {
  name: 'schema',
  check: (subjects) => subjects.flatMap((subject) => [...resourceFindings(subject), ...referenceFindings(subject), ...cycles(subject)]),
};

function resourceOf(type: string): Resource | undefined {
  loaded ??= loadAwsServiceSpecSync();
  return loaded.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

function resourceFindings({ name, template }: Subject): Finding[] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const at = `${name}/${id}`;
    if (Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource') return [];
    const resource = resourceOf(Type);
    return resource ? membersOf(Properties, resource.properties, at) : [{ rule: 'type', at, message: `there is no ${Type}` }];
  });
}

function membersOf(value: { [name: string]: Json }, properties: ResourceProperties, at: string): Finding[] {
  const unknown = Object.keys(value).filter((name) => !properties[name]).map((name) => ({ rule: 'property', at: `${at}/${name}`, message: 'there is no such property' }));
  const missing = Object.entries(properties).filter(([name, { required }]) => required && value[name] === undefined)
    .map(([name]) => ({ rule: 'required', at, message: `${name} is missing` }));
  const inner = Object.entries(properties).flatMap(([name, { type, previousTypes = [] }]) =>
    (value[name] === undefined ? [] : fewest([type, ...previousTypes].map((each) => valueOf(value[name], each, `${at}/${name}`)))));
  return [...unknown, ...missing, ...inner];
}

/** Of several things it may be, the one that it comes closest to. */
function fewest(candidates: Finding[][]): Finding[] {
  return candidates.reduce((best, findings) => (findings.length < best.length ? findings : best));
}

function valueOf(value: Json, type: PropertyType, at: string): Finding[] {
  if (isIntrinsic(value)) return [];
  const wrong = (expected: string): Finding[] => [{ rule: 'value', at, message: `${JSON.stringify(value)?.slice(0, 60)} where ${expected} is expected` }];
  const chosen = (allowed: (string | number)[] | undefined) =>
    (allowed && allowed.length > 0 && !allowed.some((each) => `${each}` === `${value}`) ? wrong(allowed.join(', ')) : []);
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  switch (type.type) {
    case 'json': return [];
    case 'string': return scalar ? chosen(type.allowedValues) : wrong('text');
    case 'date-time': return scalar ? [] : wrong('text');
    case 'integer': return scalar && Number.isInteger(Number(value)) ? chosen(type.allowedValues) : wrong('a whole number');
    case 'number': return scalar && value !== '' && Number.isFinite(Number(value)) ? [] : wrong('a number');
    case 'boolean': return /^(true|false)$/.test(`${value}`) ? [] : wrong('true or false');
    case 'array': return Array.isArray(value) ? value.flatMap((item, i) => valueOf(item, type.element, `${at}/${i}`)) : wrong('a list');
    case 'map': return isObject(value) ? Object.entries(object(value)).flatMap(([key, item]) => valueOf(item, type.element, `${at}/${key}`)) : wrong('a map');
    case 'tag': return isObject(value) ? [] : wrong('a tag');
    case 'ref': return isObject(value) ? membersOf(object(value), loaded!.get('typeDefinition', type.reference.$ref).properties, at) : wrong('an object');
    case 'union': return fewest(type.types.map((each) => valueOf(value, each, at)));
    case 'null': return value === null ? [] : wrong('nothing');
  }
}

function isObject(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

interface Reference {
  readonly id: string;
  readonly attribute: string | undefined;
  readonly path: string[];
}

function references(value: Json): Reference[] {
  const found: Reference[] = [];
  walk(value, (each, path) => {
    const { Ref, 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = object(each);
    if (typeof Ref === 'string' && Object.keys(object(each)).length === 1) found.push({ id: Ref, attribute: undefined, path });
    if (getAtt !== undefined) {
      const [id, ...attribute] = typeof getAtt === 'string' ? getAtt.split('.') : list(getAtt);
      found.push({ id: `${id}`, attribute: attribute.join('.'), path });
    }
    if (sub === undefined) return;
    const [text, own] = typeof sub === 'string' ? [sub, {}] : list(sub);
    for (const [, key] of `${text}`.matchAll(/\$\{([^}!]+)\}/g)) {
      const [id, ...attribute] = key.split('.');
      if (object(own)[key] === undefined) found.push({ id, attribute: attribute.length > 0 ? attribute.join('.') : undefined, path });
    }
  });
  return found;
}

function referenceFindings({ name, template }: Subject): Finding[] {
  const { Resources, Parameters = {}, Outputs = {} } = template;
  return references({ Resources: Resources as unknown as Json, Outputs }).flatMap(({ id, attribute, path }) => {
    const at = [name, ...path].join('/');
    if (id.startsWith('AWS::') || (attribute === undefined && Parameters[id] !== undefined)) return [];
    const type = Resources[id]?.Type;
    if (!type) return [{ rule: 'reference', at, message: `there is no ${id}` }];
    if (attribute === undefined || type.startsWith('Custom::')) return [];
    const known = Object.keys(resourceOf(type)?.attributes ?? {});
    return known.includes(attribute) || attribute.startsWith('Outputs.') ? [] : [{ rule: 'attribute', at, message: `${type} has no ${attribute}` }];
  });
}

/** Resources that wait for each other. */
function cycles({ name, template }: Subject): Finding[] {
  const after = dependencies(template);
  const done = new Set<string>();
  const found: Finding[] = [];
  const visit = (id: string, above: string[]): void => {
    if (above.includes(id)) found.push({ rule: 'cycle', at: `${name}/${id}`, message: [...above.slice(above.indexOf(id)), id].join(' -> ') });
    if (above.includes(id) || done.has(id)) return;
    for (const next of after[id]) visit(next, [...above, id]);
    done.add(id);
  };
  Object.keys(after).forEach((id) => visit(id, []));
  return found;
}

function dependencies({ Resources }: CfnTemplate): Record<string, string[]> {
  return Object.fromEntries(Object.entries(Resources).map(([id, { Properties = {}, DependsOn = [] }]) =>
    [id, [...new Set([...references(Properties).map((reference) => reference.id), ...[DependsOn].flat()])].filter((other) => Resources[other])]));
}
