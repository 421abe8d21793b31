import * as model from './botocore.json';
import type { Json } from './json';
import { isIntrinsic, object } from './json';
import type { Checker, Finding } from './subject';

interface Shape {
  readonly type: string;
  readonly enum?: string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly members?: Record<string, string>;
  readonly required?: string[];
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}

/** Where CloudFormation's form of a member is its own. */
const OWN_FORM = [
  /^AWS::CodePipeline::Pipeline\/(ArtifactStores|Triggers\/\d+\/GitConfiguration\/PullRequest\/\d+\/Events$)/,
  /^AWS::Lambda::Function\/(Code|Layers)/,
  /^AWS::SSM::Document\/Content/,
  /^AWS::Events::Rule\/EventPattern/,
  /^AWS::\w+::\w+\/Tags/,
];

/** Against the API models of the services: choices, numbers, lengths and patterns that the resource schema leaves open. */
export const apiModel: Checker = {
  name: 'api-model',
  check: (subjects) => subjects.flatMap(({ name, template }) => Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const root = (model.roots as Record<string, { service: string; shape: string }>)[Type];
    if (!root) return [];
    const shapes = (model.services as unknown as Record<string, Record<string, Shape>>)[root.service];
    // what the request requires at its top, CloudFormation may make up
    return new Walk(shapes, Type, `${name}/${id}`).members(Properties, { ...shapes[root.shape], required: [] }, '');
  })),
};

class Walk {
  constructor(private readonly shapes: Record<string, Shape>, private readonly type: string, private readonly at: string) {}

  public members(value: { [name: string]: Json }, { members = {}, required = [] }: Shape, path: string): Finding[] {
    const given = new Map(Object.keys(value).map((name) => [name.toLowerCase(), name]));
    const missing = required.filter((name) => !given.has(name.toLowerCase()))
      .map((name) => ({ rule: 'required', at: `${this.at}${path}`, message: `${name} is missing` }));
    return [...missing, ...Object.entries(members).flatMap(([name, shape]) => {
      const own = given.get(name.toLowerCase());
      return own === undefined ? [] : this.value(value[own], this.shapes[shape], `${path}/${own}`);
    })];
  }

  private value(value: Json, shape: Shape | undefined, path: string): Finding[] {
    if (!shape || isIntrinsic(value) || OWN_FORM.some((pattern) => pattern.test(`${this.type}${path}`))) return [];
    if (Array.isArray(value)) {
      return shape.type === 'list' ? [...this.bounds(value.length, shape, path, 'entries'), ...value.flatMap((item, i) => this.value(item, this.shapes[shape.member!], `${path}/${i}`))] : [];
    }
    if (value !== null && typeof value === 'object') {
      if (shape.type === 'structure') return this.members(object(value), shape, path);
      if (shape.type !== 'map') return [];
      const entries = Object.entries(object(value));
      return [
        ...this.bounds(entries.length, shape, path, 'entries'),
        ...entries.flatMap(([key, item]) => [...this.value(key, this.shapes[shape.key!], `${path}/${key}`), ...this.value(item, this.shapes[shape.value!], `${path}/${key}`)]),
      ];
    }
    return this.scalar(value, shape, path);
  }

  private scalar(value: Json, shape: Shape, path: string): Finding[] {
    const wrong = (rule: string, allowed: string) => [{ rule, at: `${this.at}${path}`, message: `${JSON.stringify(value)} where ${allowed} is allowed` }];
    if (shape.enum && !shape.enum.includes(`${value}`)) return wrong('enum', shape.enum.join(', '));
    if (shape.type === 'string' && typeof value === 'string') {
      if (shape.pattern && !new RegExp(`^(?:${shape.pattern.replace(/\\p\{Print\}/g, '[\\x20-\\x7e]')})$`, /\\[pu]\{/.test(shape.pattern) ? 'u' : '').test(value)) return wrong('pattern', shape.pattern);
      return this.bounds(value.length, shape, path, 'characters');
    }
    return /integer|long|double|float/.test(shape.type) ? this.bounds(Number(value), shape, path, '') : [];
  }

  private bounds(got: number, { min = -Infinity, max = Infinity }: Shape, path: string, unit: string): Finding[] {
    return got >= min && got <= max ? [] : [{ rule: 'bounds', at: `${this.at}${path}`, message: `${got} ${unit} where ${min} to ${max} is allowed` }];
  }
}
