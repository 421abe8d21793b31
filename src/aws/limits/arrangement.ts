import type { PlanDocument, PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { quietNames } from '../../plan/wave-facts';
import { watchesRelease } from '../names';
import { SP4013, SP4106, SP4114, SP4115 } from '../problems';
import type { StageLayout } from '../stages/stage-layout';
import { isJudged } from '../stages/stage-layout';
import type { SettingsByWave, WaveSettings } from '../wave-settings';
import { tooManyBudgets } from './budgets';
import { RULES_AT_MOST, tooManyStages } from './stages';

/** What CodePipeline cannot do of a plan as its waves are arranged; known when the release is declared, not when the plan is. */
export function arrangementLimits(plan: PlanDocument, settings: SettingsByWave, stages: StageLayout[]): Problem[] {
  const unknown = Object.keys(settings).filter((wave) => !plan.waves.some(({ name }) => name === wave)).map((wave) => SP4013.at(`${plan.path}/${wave}`, {
    got: wave, allowed: `one of ${plan.waves.map(({ name }) => name).join(', ')}`, remedies: ['correct the name', 'remove the settings'],
  }));
  return [...unknown, ...tooManyStages(plan, stages), ...tooManyBudgets(plan, stages), ...plan.waves.flatMap((wave) => {
    const path = `${plan.path}/${wave.name}`;
    const of: WaveSettings = settings[wave.name] ?? {};
    const watched = watchesRelease(wave) || quietNames(wave).length > 0;
    return [
      ...watched && !of.stagePerEnvironment ? tooManyRules(path, wave.environments.length, judgedBesideAlarms(wave, stages) ? 1 : 0) : [],
      ...turns(path, of),
      ...of.reviewChanges && !wave.gates.some(({ kind }) => kind === 'approval') ? [SP4115.at(path, {
        got: 'reviewChanges without an approval', allowed: 'a wave with a Gate.approval', remedies: ['declare who approves', 'remove reviewChanges'],
      })] : [],
    ];
  })];
}

/** The alarms are asked after the window, and so is what the gate function judges. */
function judgedBesideAlarms(wave: PlannedWave, stages: StageLayout[]): boolean {
  return stages.some((stage) => stage.kind === 'entry' && stage.wave === wave.name && stage.window && stage.quiet.length > 0 && isJudged(stage));
}

function tooManyRules(path: string, environments: number, others: number): Problem[] {
  return environments + others <= RULES_AT_MOST ? [] : [SP4106.at(`${path}/environments`, {
    got: `${environments}`, allowed: `at most ${RULES_AT_MOST - others} in one stage`, remedies: ['give each environment a stage with stagePerEnvironment', 'declare two waves, the smaller one first'],
  })];
}

function turns(path: string, { maxConcurrent, stagePerEnvironment }: WaveSettings): Problem[] {
  if (maxConcurrent === undefined) return [];
  const remedies = ['declare how many environments may be deployed at the same time', 'leave one of the two settings out'];
  if (stagePerEnvironment) return [SP4114.at(path, { got: 'maxConcurrent and stagePerEnvironment', allowed: 'one of them: stages run one after another', remedies })];
  return Number.isInteger(maxConcurrent) && maxConcurrent > 0 ? [] : [SP4114.at(path, { got: `${maxConcurrent}`, allowed: 'a whole number, at least 1', remedies })];
}
