import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** Writes files into a new directory; an object is written as JSON. */
export function directoryOf(files: Record<string, unknown>): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'spillway-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}

interface StackOptions {
  readonly environment?: string;
  readonly after?: string[];
  readonly properties?: object;
}

export function stackArtifact(id: string, { environment = 'aws://111111111111/eu-west-1', after = [], properties = {} }: StackOptions = {}) {
  return { [id]: { type: 'aws:cloudformation:stack', environment, dependencies: after, properties: { templateFile: `${id}.template.json`, ...properties } } };
}

/** An assembly of stacks with a bucket each. */
export function assemblyOf(artifacts: Record<string, object>, files: Record<string, unknown> = {}): string {
  const templates = Object.keys(artifacts).map((id) => [`${id}.template.json`, BUCKET]);
  return directoryOf({ 'manifest.json': { version: '54.0.0', artifacts }, ...Object.fromEntries(templates), ...files });
}

export const BUCKET = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } };
