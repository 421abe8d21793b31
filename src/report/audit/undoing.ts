import type { Engine } from '../../plan/reading/seen';
import { triggerNames } from '../../plan/wave-facts';
import { durationSymbols } from '../../private/duration-text';
import { SP3501, SP3502, SP3503 } from '../problems-audit';
import { shiftWords } from '../words/shift';
import type { Practice } from './practice';
import { found, missing } from './practice';

const IN_ITS_PLACE: Record<Engine, string> = {
  CodePipeline: 'no OnFailure with ROLLBACK',
  Kargo: 'no step that puts the former Freight back',
  Rollout: 'no progressDeadlineAbort',
  Canary: 'nothing',
  Deployment: 'a Deployment, which stops at pods that never become ready',
};

const takenBack: Practice = {
  words: 'a failed deployment is taken back',
  kind: SP3501,
  aspect: 'failure',
  allowed: 'something that takes a failed deployment back by itself',
  remedies: {
    CodePipeline: 'give the stage `OnFailure: { Result: ROLLBACK }` in a pipeline of type V2',
    Kargo: 'add a step with `if: ${{ failure() }}` that puts the former Freight back',
    Rollout: 'write `progressDeadlineAbort: true`',
    otherwise: 'let Argo Rollouts or Flagger replace its pods',
  },
  judge: ({ engine, wave: { triggers } }) => (triggers.some(({ kind }) => kind === 'failedDeployment') ? found('by itself') : missing(IN_ITS_PLACE[engine])),
};

const measured: Practice = {
  words: 'what is measured takes the release back',
  kind: SP3502,
  aspect: 'signals',
  allowed: 'an alarm, a metric or a test of the new version that takes it back',
  remedies: {
    CodePipeline: 'give the stage an `OnSuccess` condition with a CloudWatchAlarm rule and the result ROLLBACK',
    Kargo: 'verify each Stage by an AnalysisTemplate',
    Rollout: 'add an analysis to the strategy, in the background or as a step',
    Canary: 'add metrics to the analysis',
    otherwise: 'let Argo Rollouts or Flagger replace its pods, and judge them by a metric',
  },
  judge: ({ wave }) => {
    const signals = triggerNames(wave);
    if (signals.length > 0) return found(signals.join(', '));
    if (wave.verifications.length > 0) return found(wave.verifications.map(({ id }) => id).join(', '), false);
    return missing(`${shiftWords(wave.shift).join(', ')}, and no measurement`);
  },
};

const baked: Practice = {
  words: 'the release is watched once it has all traffic',
  kind: SP3503,
  aspect: 'bake',
  allowed: 'a time in which alarms are watched, and take the release back',
  remedies: {
    CodePipeline: 'give the CloudWatchAlarm rule of `OnSuccess` a WaitTime',
    otherwise: 'verify the Stage for an hour, or let the next one ask for a requiredSoakTime',
  },
  judge: ({ wave }) => {
    if (wave.bakeMs > 0) return found(durationSymbols(wave.bakeMs));
    const measurements = wave.verifications.filter(({ kind }) => kind === 'measurement').map(({ id }) => id);
    return measurements.length > 0 ? found(measurements.join(', ')) : missing('nothing');
  },
};

export const UNDOING: readonly Practice[] = [takenBack, measured, baked];
