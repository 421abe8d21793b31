import { partialSteps } from '../../plan/wave-facts';
import { durationSymbols } from '../../private/duration-text';
import { SP3504, SP3505, SP3508 } from '../problems-audit';
import { shiftWords } from '../words/shift';
import type { Practice } from './practice';
import { found, missing } from './practice';

const MINUTE_MS = 60_000;
const WHOLE = new Set(['allAtOnce', 'rolling']);

const shared: Practice = {
  words: 'a share of the traffic goes first, or a copy that can be switched back',
  kind: SP3504,
  aspect: 'shift',
  allowed: 'a shift that begins with a share of the traffic',
  remedies: {
    CodePipeline: 'let CodeDeploy or ECS shift the traffic in steps',
    Kargo: 'let Argo Rollouts move the traffic in steps',
    Rollout: 'begin the steps with a small weight',
    otherwise: 'let Argo Rollouts or Flagger replace its pods',
  },
  judge: ({ wave: { shift } }) => (WHOLE.has(shift.kind) ? missing(shiftWords(shift).join(', ')) : found(shiftWords(shift).join(', '))),
};

const lasting: Practice = {
  words: 'each step lasts for a minute at least',
  kind: SP3505,
  allowed: 'steps of a minute at least, which metrics need for one data point',
  remedies: { Rollout: 'lengthen the pause', Canary: 'lengthen the interval', otherwise: 'lengthen the steps' },
  judge: ({ wave }) => {
    const held = partialSteps(wave).filter(({ holdMs }) => holdMs > 0);
    const short = held.filter(({ holdMs }) => holdMs < MINUTE_MS);
    if (held.length === 0) return undefined;
    return short.length > 0 ? missing(short.map(({ percent, holdMs }) => `${percent} % for ${durationSymbols(holdMs)}`).join(', ')) : found(shiftWords(wave.shift).join(', '));
  },
};

const apart: Practice = {
  words: 'places with customers are reached one after another',
  kind: SP3508,
  allowed: 'one Region or cluster first, and the others when it has proved well there',
  remedies: { CodePipeline: 'deploy to them in stages of their own, with a watch between', otherwise: 'put them behind one another' },
  judge: ({ plan, wave }) => {
    const serving = plan.environments.filter(({ tier }) => tier === 'production').map(({ name }) => name);
    if (serving.length < 2) return undefined;
    return serving.every((name) => wave.environments.includes(name)) ? missing(`${serving.join(', ')} together`) : found(`${plan.waves.length} waves`);
  },
};

export const MOVING: readonly Practice[] = [shared, lasting, apart];
