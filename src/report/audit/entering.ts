import type { PlannedGate } from '../../plan/document';
import { triggerNames } from '../../plan/wave-facts';
import { SP3506, SP3507, SP3509 } from '../problems-audit';
import { gateWords } from '../words/gate';
import type { Practice } from './practice';
import { found, missing } from './practice';

const asked: Practice = {
  words: 'an approval, a test or an alarm stands before it',
  kind: SP3506,
  aspect: 'gates',
  allowed: 'a test of what is deployed, an alarm, or a person that can say no',
  remedies: {
    CodePipeline: 'put an approval, a test, or a condition with an alarm before the deployment',
    Kargo: 'leave it out of the automatic promotions, or verify Freight in a Stage before',
    otherwise: 'let something promote that asks first',
  },
  judge: ({ wave: { gates }, before, isFirstServing }) => {
    if (!isFirstServing) return undefined;
    const asking = gates.filter(({ kind }) => kind !== 'window');
    const judges = before.flatMap((wave) => [...wave.verifications.map(({ id }) => id), ...triggerNames(wave)].map((name) => `${name} in ${wave.name}`));
    if (asking.some((gate) => !isAnybody(gate))) return found(asking.map(gateWords).join('; '));
    if (judges.length > 0) return found(judges.join(', '), before.some((wave) => triggerNames(wave).length > 0));
    return asking.length > 0 ? found(asking.map(gateWords).join('; '), false) : missing('nothing');
  },
};

const tried: Practice = {
  words: 'the release is tried somewhere before',
  kind: SP3507,
  aspect: 'earlier',
  allowed: 'an environment before it',
  remedies: { CodePipeline: 'deploy to a test environment in a stage before', Kargo: 'let it take Freight from a Stage before', otherwise: 'release it to a test environment first' },
  judge: ({ wave: { name, after }, before, isFirstServing }) => {
    if (!isFirstServing) return undefined;
    return before.length === 0 ? missing(`${name} is the first`) : found(`after ${after.join(', ')}`);
  },
};

const timed: Practice = {
  words: 'releases go in certain hours',
  kind: SP3509,
  aspect: 'windows',
  allowed: 'hours in which those who could help are at work',
  remedies: {
    CodePipeline: 'put a DeploymentWindow rule before the stage',
    Kargo: 'deny new Promotions out of hours by a ValidatingAdmissionPolicy',
    otherwise: 'give the AppProject of Argo CD syncWindows',
  },
  judge: ({ plan, wave: { gates }, isFirstServing }) => {
    if (!isFirstServing) return undefined;
    const windows = gates.filter(({ kind }) => kind === 'window').map(gateWords);
    if (windows.length > 0) return found(windows.join('; '));
    return plan.freezes.length > 0 ? found(plan.freezes.map(({ name }) => `freeze ${name}`).join(', ')) : missing('no window');
  },
};

/** Whoever promotes by hand, where nothing says that somebody has to. */
function isAnybody(gate: PlannedGate): boolean {
  return gate.kind === 'approval' && gate.group === 'anybody';
}

export const ENTERING: readonly Practice[] = [asked, tried, timed];
