import { documents } from '../k8s/read/documents';
import { Folder } from '../k8s/rules/folder';

const RELEASED = new Set(['Rollout', 'Canary', 'Deployment', 'Stage']);
const HELM = 'SP5702';
const NO_OBJECT = 'SP5703';

export const UNKNOWN = 'neither a template of CloudFormation nor a manifest of Kubernetes: there is nothing to audit';
export const WRITTEN_PLAN = 'a plan: spillway check says what is wrong with it';

/** Whether a problem says what a file is, and not what is wrong with it. */
export function isAboutFile(code: string): boolean {
  return code === HELM || code === NO_OBJECT;
}

/** Why nothing is audited in a file of manifests; nothing where something is, or where the file is broken. */
export function manifestSentence(name: string, text: string): string | undefined {
  const { objects, problems } = documents(name, text);
  if (problems.some(({ code }) => code === HELM)) return 'a template of Helm: render it with helm template, and audit that';
  if (problems.some(({ code }) => !isAboutFile(code))) return undefined;
  const kinds = [...new Set(new Folder(objects, '').manifests.map(({ kind }) => kind))];
  if (kinds.length === 0) return problems.length > 0 ? 'no object of Kubernetes: there is nothing to audit' : 'empty';
  return kinds.some((kind) => RELEASED.has(kind)) ? undefined : `${kinds.join(', ')}: no Rollout, Canary, Deployment or Stage, so nothing is released`;
}

/** Why nothing is audited in a template. */
export function templateSentence(_: string, text: string): string | undefined {
  return /AWS::CodePipeline::Pipeline\b/.test(text) ? undefined : 'a template without a pipeline: it says what is deployed, and not how';
}
