import type { GateSpec } from '../../../model/spec';
import { named } from '../../../plan/reading/named';
import { goDurationMs } from '../../rules/durations';
import { Field } from '../../rules/field';
import type { Kind } from '../../rules/folder';
import { PROJECT_CONFIG, ROLE, ROLE_BINDING } from '../../rules/kinds';
import type { Reading } from '../reading';
import type { ReadStage } from './stage';
import { stepCalled } from './stage';

type Approval = Extract<GateSpec, { kind: 'approval' }>;

const SERVICE_ACCOUNT: Kind = { group: '', kind: 'ServiceAccount' };
const PROJECT: Kind = { group: 'kargo.akuity.io', kind: 'Project' };
const CLAIMS = 'rbac.kargo.akuity.io/claims';

/** Nobody's patience ends in Kargo: what a gate waits where nothing else is said. */
const PATIENCE_MS = 7 * 86_400_000;
const REVIEWS = /\/pulls\/.*\/reviews/;
const TEAM = /\/orgs\/[^/]+\/teams\/([^/]+)\/members/;
const QUORUM = /\)\) >= (\d+)$/;

/** Who is asked before a promotion to a Stage: reviewers, or those who may promote where Kargo does not by itself. */
export function approvals(stage: ReadStage, reading: Reading): Approval[] {
  const reviewed = stage.steps.filter((step) => REVIEWS.test(step.at('config', 'url').text)).map((step) => review(step, stage));
  return isAutomatic(stage, reading) ? reviewed : [byHand(stage, reading), ...reviewed];
}

function review(step: Field, stage: ReadStage): Approval {
  const expression = step.at('config', 'successExpression').text;
  const members = stepCalled(stage, `${step.at('as').text}-team`)?.at('config', 'url').text ?? '';
  return {
    kind: 'approval',
    group: named(TEAM.exec(members)?.[1] ?? '', 'reviewers', 48),
    quorum: Number(QUORUM.exec(expression)?.[1] ?? 1),
    excludeAuthor: expression.includes('outputs.author.login'),
    timeoutMs: goDurationMs(step.at('retry', 'timeout').text) ?? PATIENCE_MS,
  };
}

/** Kargo promotes by itself only where it is told to. */
function isAutomatic({ name, manifest }: ReadStage, { sources }: Reading): boolean {
  const configs = [PROJECT_CONFIG, PROJECT].flatMap((kind) => sources.of(kind))
    .filter((config) => [config.name, config.namespace].includes(manifest.namespace));
  const policies = configs.flatMap(({ spec }) => spec.at('promotionPolicies').items);
  const own = policies.find((policy) => [policy.at('stageSelector', 'name').text, policy.at('stage').text].includes(name));
  return own?.at('autoPromotionEnabled').isTrue ?? false;
}

function byHand(stage: ReadStage, { sources, notes }: Reading): Approval {
  const { name, manifest } = stage;
  const maySo = (rule: Field) => rule.at('verbs').texts.includes('promote') && rule.at('resourceNames').texts.includes(name);
  const roles = sources.of(ROLE).filter((role) => role.isBeside(manifest) && role.root.at('rules').items.some(maySo));
  const subjects = sources.of(ROLE_BINDING).filter(({ root }) => roles.some((role) => role.name === root.at('roleRef', 'name').text))
    .flatMap(({ root }) => root.at('subjects').items.map((subject) => subject.at('name').text));
  const groups = sources.of(SERVICE_ACCOUNT).filter((account) => subjects.includes(account.name))
    .flatMap(({ root }) => claimed(root.at('metadata', 'annotations', CLAIMS).text));
  if (groups.length === 0) {
    notes.add(manifest.root, 'Kargo does not promote to it by itself, and the manifests do not say who may');
    notes.seen.hide('neither a ProjectConfig that lets Kargo promote to it by itself nor a Role that lets somebody is among the manifests', 'gates');
  }
  if (groups.length > 1) notes.add(manifest.root, `one of several groups promotes to it; read as the first of ${groups.join(', ')}`);
  const excludeAuthor = stepCalled(stage, 'author')?.at('uses').text === 'fail';
  return { kind: 'approval', group: groups[0] ?? 'anybody', quorum: 1, excludeAuthor, timeoutMs: PATIENCE_MS };
}

function claimed(json: string): string[] {
  try {
    return new Field(JSON.parse(json) as unknown, '').at('groups').texts;
  } catch {
    return [];
  }
}
