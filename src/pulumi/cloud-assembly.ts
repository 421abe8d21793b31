import * as fs from 'fs';
import * as path from 'path';
import type { Problem } from '../plan/problem';
import { SP6001, SP6002 } from './problems';
import type { StackAssets } from './stack-assets';
import { assetsOf } from './stack-assets';

/** What Pulumi needs to know of one stack of a cloud assembly. */
export interface AssemblyStack {
  /** Unique within the assembly. */
  readonly id: string;
  readonly stackName: string;
  /** `aws://account/region`. */
  readonly environment: string;
  /** The template without the white space, of which CloudFormation counts every byte. */
  readonly template: string;
  readonly executionRoleArn?: string;
  readonly tags?: Record<string, string>;
  readonly terminationProtection: boolean;
  /** Ids of the stacks that must be there before. */
  readonly after: string[];
  readonly assets: StackAssets;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly cloudFormationExecutionRoleArn?: string;
    readonly tags?: Record<string, string>;
    readonly terminationProtection?: boolean;
    readonly file?: string;
  };
}

interface AssemblyManifest {
  readonly artifacts?: Record<string, Artifact>;
  readonly missing?: { readonly key: string }[];
}

const STACK = 'aws:cloudformation:stack';

/**
 * Reads the stacks at the top of an assembly, each after those it depends on. Stacks of nested assemblies are left out: they are
 * what the pipeline deploys.
 */
export function readAssembly(directory: string, problems: Problem[]): AssemblyStack[] {
  const file = path.join(directory, 'manifest.json');
  const manifest = readJson<AssemblyManifest>(file, problems);
  if (!manifest) return [];
  const artifacts = manifest.artifacts ?? {};
  for (const { key } of manifest.missing ?? []) {
    problems.push(SP6002.at(file, { got: key, allowed: 'an assembly without missing context', remedies: ['run "cdk synth" and commit cdk.context.json'] }));
  }
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === STACK)
    .flatMap(([id, artifact]) => readStack(directory, id, artifact, artifacts, problems));
  if (stacks.length === 0 && problems.length === 0) {
    problems.push(SP6001.at(file, { got: 'no stack', allowed: 'at least one', remedies: ['pass the directory that "cdk synth" wrote'] }));
  }
  return inOrder(stacks, file, problems);
}

function readStack(directory: string, id: string, artifact: Artifact, artifacts: Record<string, Artifact>, problems: Problem[]): AssemblyStack[] {
  const { environment, dependencies = [], properties = {} } = artifact;
  const { templateFile, stackName, cloudFormationExecutionRoleArn, tags, terminationProtection } = properties;
  if (!environment || !templateFile) {
    problems.push(SP6001.at(`${directory}/${id}`, {
      got: JSON.stringify({ environment, templateFile }), allowed: 'a stack with environment and templateFile', remedies: ['synthesize the assembly again'],
    }));
    return [];
  }
  const template = readJson<object>(path.join(directory, templateFile), problems);
  if (!template) return [];
  const manifests = dependencies.flatMap((other) => (artifacts[other]?.type === 'cdk:asset-manifest' ? [artifacts[other].properties?.file ?? ''] : []));
  return [{
    id,
    stackName: stackName ?? id,
    environment,
    template: JSON.stringify(template),
    executionRoleArn: cloudFormationExecutionRoleArn,
    tags,
    terminationProtection: terminationProtection ?? false,
    after: dependencies.filter((other) => artifacts[other]?.type === STACK),
    assets: assetsOf(directory, templateFile, manifests.flatMap((name) => readJson(path.join(directory, name), problems) ?? [])),
  }];
}

function inOrder(stacks: AssemblyStack[], file: string, problems: Problem[]): AssemblyStack[] {
  const ordered: AssemblyStack[] = [];
  const waiting = new Map(stacks.map((stack) => [stack.id, stack]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ after }) => !after.some((id) => waiting.has(id)));
    if (ready.length === 0) {
      problems.push(SP6001.at(file, {
        got: [...waiting.keys()].join(', '), allowed: 'stacks that do not wait for each other in a circle', remedies: ['synthesize the assembly again'],
      }));
      break;
    }
    ordered.push(...ready);
    for (const { id } of ready) waiting.delete(id);
  }
  return ordered;
}

function readJson<T>(file: string, problems: Problem[]): T | undefined {
  try {
    const data: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (typeof data === 'object' && data !== null) return data as T;
    problems.push(SP6001.at(file, { got: JSON.stringify(data), allowed: 'a JSON object', remedies: ['synthesize the assembly again'] }));
  } catch (cause) {
    problems.push(SP6001.at(file, {
      got: (cause as Error).message, allowed: 'a file of a cloud assembly', remedies: ['synthesize the CDK app before the Pulumi program runs', 'correct the directory'],
    }));
  }
  return undefined;
}
