import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../intrinsics';
import { object } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import type { Need, Roles } from './need';
import { sdkAction } from './sdk-action';

/** What functions do: write logs, and call what their code calls. */
export function functionNeeds(subject: Subject, roles: Roles): Need[] {
  return resourcesOf(subject.template, 'AWS::Lambda::Function').flatMap(({ id, properties }) => {
    const queue = object(properties.DeadLetterConfig).TargetArn;
    return [
      ...roles.needs(properties.Role, subject, id, ['logs:CreateLogStream', '<log>'], ['logs:PutLogEvents', '<log>']),
      ...(queue === undefined ? [] : roles.needs(properties.Role, subject, id, ['sqs:SendMessage', textOf(queue, subject)])),
      ...callsOf(codeOf(id, subject)).flatMap((action) => roles.needs(properties.Role, subject, `${id}: its code`, [action, '<any>'])),
    ];
  });
}

/** Whether all that a function does can be read here: its code is JavaScript, which calls AWS by the SDK or not at all. */
export function isReadable(id: string, subject: Subject): boolean {
  return `${subject.template.Resources[id].Properties?.Runtime}`.startsWith('nodejs') && codeOf(id, subject) !== undefined;
}

/** All JavaScript of a function's asset that is its own. */
function codeOf(id: string, { template, assembly }: Subject): string | undefined {
  const { ZipFile, S3Key } = object(template.Resources[id].Properties?.Code);
  if (typeof ZipFile === 'string') return ZipFile;
  // an asset is called after its content; those of a stage lie beside all others
  const asset = typeof S3Key === 'string' ? /([0-9a-f]{64})\.zip$/.exec(S3Key)?.[1] : undefined;
  if (!asset || !assembly) return undefined;
  const folder = [assembly, join(assembly, '..')].map((base) => join(base, `asset.${asset}`)).find(existsSync);
  return folder === undefined ? undefined : sources(folder);
}

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n');
}

/** IAM actions of the commands that are made, and of the pages that are turned: `new client_s3_1.GetObjectCommand(`, `new GetObjectCommand(`. */
function callsOf(code = ''): string[] {
  const actions = new Set<string>();
  const clients = [...code.matchAll(/require\(["']@aws-sdk\/client-([\w-]+)["']\)/g)].map(([, client]) => client);
  for (const [, variable, command, , pages, turned] of code.matchAll(/new (?:([\w$]+)\.)?(\w+)Command\(|(\(0, )?([\w$]+)\.paginate(\w+)\)?\(/g)) {
    const [from, call] = [variable ?? pages, command ?? turned];
    const client = from ? clients.find((each) => from.startsWith(`client_${each.replace(/-/g, '_')}_`)) : owner(code, `${call}Command`);
    if (client) actions.add(sdkAction(client, call));
  }
  return [...actions];
}

/** The client whose destructured import a command stands in. */
function owner(code: string, command: string): string | undefined {
  const imports = [...code.matchAll(/\{([^{}]*)\}\s*=\s*require\(["']@aws-sdk\/client-([\w-]+)["']\)/g)];
  return imports.find(([, names]) => names.split(',').some((name) => name.trim().split(/\s*:\s*/).includes(command)))?.[2];
}
