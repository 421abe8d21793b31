import type { GateSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import { field, number, text } from './data';
import { questions, questionsOf } from './questions';
import type { Reading } from './reading';
import { weeklyHours } from './weekly-hours';
import type { WrittenRule } from './written-pipeline';

const DAY_MS = 86_400_000;

/** What rules around an entry ask; quiet gates are by the name of their signals. */
export type ReadGate = Exclude<GateSpec, { kind: 'quiet' }> | { readonly kind: 'quiet'; readonly signals: string[] };

/** What rules before a deployment ask, besides what some types of release skip. */
export function entryRules(rules: WrittenRule[], environments: readonly string[], reading: Reading): ReadGate[] {
  return rules.flatMap((rule) => entryRule(rule, environments, reading));
}

/** Types of release that a rule lets a stage be skipped by. */
export function skippedBy({ provider, result, configuration }: WrittenRule): string[] {
  const { Variable = '', Operator, Value } = configuration;
  return provider === 'VariableCheck' && result === 'SKIP' && Operator === 'NE' && /^#\{variables\.\w+\}$/.test(Variable) && Value ? [Value] : [];
}

function entryRule(rule: WrittenRule, environments: readonly string[], reading: Reading): ReadGate[] {
  switch (rule.provider) {
    case 'DeploymentWindow': return windowOf(rule, reading);
    case 'CloudWatchAlarm': return quiet(rule, environments, reading);
    case 'LambdaInvoke': return judged(rule, reading);
    case 'CodeBuild':
    case 'Commands': return [{ kind: 'check', job: reading.jobs.of(rule) }];
    default: {
      if (skippedBy(rule).length === 0) reading.notes.add(rule.at, `no gate stands for the rule ${rule.provider || 'without a provider'}`);
      return [];
    }
  }
}

function windowOf({ configuration: { Cron = '', TimeZone = '' }, at }: WrittenRule, { notes }: Reading): ReadGate[] {
  const hours = weeklyHours(Cron, TimeZone);
  if (!hours) notes.add(at, `"${Cron}" is not open for the same hours every week, so no window stands for it`);
  return hours ? [{ kind: 'window', windows: [{ name: named(`open-${Cron.replace(/[*?]/g, '')}-${hours.timeZone}`, 'open', 48), hours }] }] : [];
}

function quiet({ name, configuration: { AlarmName = '' }, at }: WrittenRule, environments: readonly string[], reading: Reading): ReadGate[] {
  const { service, alarms, signals, templates } = reading;
  const environment = environments.find((one) => name === `Alarm-${one}`) ?? environments[0] ?? '';
  const asked = signals.add(alarms.behind(templates.at(at), AlarmName, at), { service, environment, stopsShift: false, waits: true, at });
  return asked.length > 0 ? [{ kind: 'quiet', signals: asked }] : [];
}

function judged(rule: WrittenRule, reading: Reading): ReadGate[] {
  const { configuration, at } = rule;
  if (questions(configuration).length === 0) reading.notes.add(at, 'what the function judges is not in the templates');
  return questionsOf(configuration, 'budget').map((question) => budget(question, rule, reading));
}

function budget(question: unknown, { at }: WrittenRule, { templates, notes }: Reading): ReadGate {
  const name = text(field(question, 'objective')).split('/').pop()!;
  const objective = templates.named(templates.at(at), name, ['AWS::ApplicationSignals::ServiceLevelObjective'], 'Name');
  const goal = field(objective?.properties, 'Goal');
  if (!objective) notes.add(at, `the objective "${name}" is in none of the templates; read as the one that Application Signals takes by default, 99 % over 7 days`);
  return {
    kind: 'budget',
    objectiveRatio: Number(((number(field(goal, 'AttainmentGoal')) ?? 99) / 100).toFixed(8)),
    windowMs: (number(field(goal, 'Interval', 'RollingInterval', 'Duration')) ?? 7) * DAY_MS,
    remainingAtLeastRatio: number(field(question, 'remainingAtLeastRatio')) ?? 0,
  };
}
