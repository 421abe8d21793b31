import type { Synthesized } from '../../support/codepipeline/synthesized';
import type { Template } from '../../support/codepipeline/template';
import { inModel } from './in-model';
import { inTransition } from './in-transition';
import { listed } from './listed-differences';
import { differences } from './outcome';
import type { Pipeline } from './pipelines';
import { DECLARED, pipelineOf } from './pipelines';
import type { ScenarioName } from './scenarios';
import { SCENARIOS } from './scenarios';

/* eslint-disable @typescript-eslint/no-explicit-any -- a mutation reaches into a template wherever it likes */

interface Mutation {
  readonly what: string;
  /** The scenario whose outcome tells. */
  readonly by: ScenarioName;
  readonly pipeline?: (stages: any[], properties: any) => void;
  readonly deployed?: (resources: Record<string, any>) => void;
  /** What stands beside the pipeline. */
  readonly beside?: (resources: Record<string, any>) => void;
}

const stageOf = (stages: any[], name: string) => stages.find(({ Name }) => Name === name);
const swap = (stages: any[], a: string, b: string) => {
  const [i, j] = [a, b].map((name) => stages.findIndex(({ Name }) => Name === name));
  [stages[i], stages[j]] = [stages[j], stages[i]];
};
const ofType = (resources: Record<string, any>, type: string) => Object.values(resources)
  .filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

const keeperOf = (resources: Record<string, any>) => Object.entries(resources).find(([id, { Type }]) => Type === 'AWS::StepFunctions::StateMachine' && id.includes('Keeper'))!;
/** Another definition of the machine that holds releases. */
const kept = (change: (text: string) => string) => (resources: Record<string, any>) => {
  const [, { Properties }] = keeperOf(resources);
  const changed = change(JSON.stringify(Properties.DefinitionString));
  if (changed === JSON.stringify(Properties.DefinitionString)) throw new Error('nothing has changed');
  Properties.DefinitionString = JSON.parse(changed);
};
const CLOSES: ScenarioName = 'a newer one comes while a good one bakes, and the window closes';

/** Ways in which a template could be wrong, of which no schema knows. */
const MUTATIONS: readonly Mutation[] = [
  { what: 'nothing follows a failed stage', by: 'a verification fails', pipeline: (stages) => delete stageOf(stages, 'prod').OnFailure },
  { what: 'a failed stage is only failed', by: 'a deployment fails', pipeline: (stages) => delete stageOf(stages, 'prod').OnFailure.Result },
  {
    what: 'a bake that fails rolls nothing back',
    by: 'errors late in the bake',
    pipeline: (stages) => { stageOf(stages, 'prod').OnSuccess.Conditions[0].Result = 'FAIL'; },
  },
  { what: 'there is no bake', by: 'errors late in the bake', pipeline: (stages) => delete stageOf(stages, 'prod').OnSuccess },
  { what: 'there is no bake in the first wave', by: 'errors in the bake of the first wave', pipeline: (stages) => delete stageOf(stages, 'beta').OnSuccess },
  {
    what: 'the bake watches one environment only',
    by: 'errors late in the bake',
    pipeline: (stages) => stageOf(stages, 'prod').OnSuccess.Conditions[0].Rules.pop(),
  },
  {
    what: 'the bake is half as long',
    by: 'errors late in the bake',
    pipeline: (stages) => stageOf(stages, 'prod').OnSuccess.Conditions[0].Rules.forEach((rule: any) => { rule.Configuration.WaitTime = '15'; }),
  },
  { what: 'the first wave comes last', by: 'errors in the bake of the first wave', pipeline: (stages) => stages.push(...stages.splice(stages.findIndex(({ Name }) => Name === 'beta'), 1)) },
  { what: 'the deployment comes before its gate', by: 'somebody says no', pipeline: (stages) => swap(stages, 'gate-prod', 'prod') },
  { what: 'the deployment comes before its entry', by: 'all goes well', pipeline: (stages) => swap(stages, 'enter-prod', 'prod') },
  { what: 'nobody is asked', by: 'somebody says no', pipeline: (stages) => stageOf(stages, 'gate-prod').Actions.shift() },
  { what: 'an answer may take a week', by: 'nobody answers', pipeline: (stages) => { stageOf(stages, 'gate-prod').Actions[0].TimeoutInMinutes = 60 * 24 * 60; } },
  { what: 'the check is gone', by: 'a check fails', pipeline: (stages) => stageOf(stages, 'gate-prod').Actions.pop() },
  { what: 'the verification is gone', by: 'a verification fails', pipeline: (stages) => stageOf(stages, 'prod').Actions.pop() },
  { what: 'there is no window', by: 'all goes well', pipeline: (stages) => delete stageOf(stages, 'enter-prod').BeforeEntry },
  {
    what: 'the window is that of another place',
    by: 'all goes well',
    pipeline: (stages) => { stageOf(stages, 'enter-prod').BeforeEntry.Conditions[0].Rules[0].Configuration.TimeZone = 'America/New_York'; },
  },
  { what: 'the window is one of the weekend', by: 'the window is open', pipeline: (stages) => { stageOf(stages, 'enter-prod').BeforeEntry.Conditions[0].Rules[0].Configuration.Cron = '* * 9-15 ? * SAT,SUN *'; } },
  { what: 'no alarm is asked on entry', by: 'errors elsewhere at the moment of entry', pipeline: (stages) => delete stageOf(stages, 'enter-prod').OnSuccess },
  { what: 'a newer one never overtakes', by: 'two newer ones come and nobody answers for the older one', pipeline: (_, properties) => { properties.ExecutionMode = 'QUEUED'; } },
  { what: 'one environment is not deployed', by: 'all goes well', pipeline: (stages) => stageOf(stages, 'prod').Actions.shift() },
  {
    what: 'a transition is closed',
    by: 'all goes well',
    pipeline: (_, properties) => { properties.DisableInboundStageTransitions = [{ StageName: 'gate-prod', Reason: 'forgotten' }]; },
  },
  {
    what: 'the no-data alarm takes silence for health',
    by: 'no requests in the bake',
    deployed: (resources) => ofType(resources, 'AWS::CloudWatch::Alarm').forEach((alarm) => { alarm.TreatMissingData = 'notBreaching'; }),
  },
  {
    what: 'the bake\'s alarm fires when everything is bad, and not when anything is',
    by: 'errors late in the bake',
    deployed: (resources) => ofType(resources, 'AWS::CloudWatch::CompositeAlarm').forEach((alarm) => {
      alarm.AlarmRule = JSON.parse(JSON.stringify(alarm.AlarmRule).replaceAll(' OR ', ' AND '));
    }),
  },
  {
    what: 'alarms measure the duration of requests',
    by: 'errors from the first request',
    deployed: (resources) => ofType(resources, 'AWS::CloudWatch::Alarm').flatMap(({ Metrics = [] }) => Metrics).filter(({ MetricStat }) => MetricStat)
      .forEach(({ MetricStat }) => { MetricStat.Metric.MetricName = 'Duration'; }),
  },
  {
    what: 'alarms look back over a day',
    by: 'errors from the first request',
    deployed: (resources) => ofType(resources, 'AWS::CloudWatch::Alarm').forEach((alarm) => { alarm.EvaluationPeriods = alarm.DatapointsToAlarm = 1440; }),
  },
  {
    what: 'no alarm stops the shift',
    by: 'errors from the first request',
    deployed: (resources) => ofType(resources, 'AWS::CodeDeploy::DeploymentGroup').forEach((group) => { group.AlarmConfiguration.Enabled = false; }),
  },
  {
    what: 'all traffic moves at once',
    by: 'errors from the first request',
    deployed: (resources) => ofType(resources, 'AWS::CodeDeploy::DeploymentGroup').forEach((group) => { group.DeploymentConfigName = 'CodeDeployDefault.LambdaAllAtOnce'; }),
  },
  {
    what: 'nobody holds releases before a wave',
    by: CLOSES,
    beside: (resources) => { delete resources[keeperOf(resources)[0]]; },
  },
  {
    what: 'nobody is told that a release is in a wave',
    by: CLOSES,
    beside: (resources) => ofType(resources, 'AWS::Events::Rule').forEach(({ EventPattern }) => { EventPattern['detail-type'] = ['CodePipeline Pipeline Execution State Change']; }),
  },
  { what: 'a wave is free as soon as its entry is', by: CLOSES, beside: kept((text) => text.replace(/(occupied.{0,12}:\[[^,\]]*),[^\]]*\]/, '$1]')) },
  { what: 'a wave is never taken', by: CLOSES, beside: kept((text) => text.replaceAll('InProgress', 'Nothing').replaceAll("= 'STARTED'", "= 'Nothing'")) },
  { what: 'what is taken stays so', by: CLOSES, beside: kept((text) => text.replaceAll('enableStageTransition', 'disableStageTransition')) },
  { what: 'the end of a deployment opens nothing', by: CLOSES, beside: kept((text) => text.replaceAll('taken by execution ', 'taken by ')) },
  {
    what: 'CodeDeploy is not asked',
    by: 'errors from the first request',
    deployed: (resources) => Object.values(resources).forEach((resource) => { delete resource.UpdatePolicy; }),
  },
];

let pipeline: Pipeline;
beforeAll(() => {
  pipeline = pipelineOf(DECLARED.supersedes);
});

async function found(written: Synthesized, scenario: ScenarioName): Promise<string[]> {
  return differences(inTransition(pipeline.plan, SCENARIOS[scenario]), await inModel(pipeline.plan, written, SCENARIOS[scenario]));
}

describe('something taken away from what was synthesized is noticed', () => {
  test.each(MUTATIONS)('$what', async ({ by, ...mutation }) => {
    expect(await found(mutated(pipeline.written, mutation), by)).not.toEqual(listed('supersedes', by));
  });

  test('and nothing is noticed when all of it is there', async () => {
    for (const by of new Set(MUTATIONS.map((mutation) => mutation.by))) expect(await found(mutated(pipeline.written, {}), by)).toEqual(listed('supersedes', by));
  });
});

function mutated({ pipeline: template, deployed }: Synthesized, mutation: Pick<Mutation, 'pipeline' | 'deployed' | 'beside'>): Synthesized {
  const changed = structuredClone(template);
  const properties = Object.values(changed.Resources).find(({ Type }) => Type === 'AWS::CodePipeline::Pipeline')!.Properties as any;
  mutation.pipeline?.(properties.Stages, properties);
  mutation.beside?.(changed.Resources);
  const templates = new Map<string, Template>();
  return {
    pipeline: changed,
    deployed: (path) => {
      const known = templates.get(path) ?? deployed(path);
      if (!templates.has(path)) mutation.deployed?.(known.Resources);
      templates.set(path, known);
      return known;
    },
  };
}
