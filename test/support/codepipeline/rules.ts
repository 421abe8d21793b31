import { Cron } from './cron';
import type { Place, RuleDefinition, RuleProvider } from './definition';
import type { Execution } from './execution';
import type { Surroundings } from './surroundings';
import { job } from './surroundings';
import type { Process } from './virtual-time';

export interface Question {
  readonly rule: RuleDefinition;
  readonly place: Place;
  readonly execution: Execution;
}

type Judge = (question: Question, around: Surroundings) => Process<boolean>;

const MINUTE_MS = 60_000;

/** Whether a rule succeeds. */
const JUDGES: Record<RuleProvider, Judge> = {
  DeploymentWindow: window,
  CloudWatchAlarm: alarm,
  VariableCheck: variable,
  LambdaInvoke: ({ rule, execution }, around) => job(around, rule.configuration.FunctionName, execution),
  CodeBuild: ({ rule, execution }, around) => job(around, rule.configuration.ProjectName, execution),
  Commands: ({ rule, execution }, around) => job(around, rule.name, execution),
};

export function judge(question: Question, around: Surroundings): Process<boolean> {
  return JUDGES[question.rule.provider](question, around);
}

/** Waits for the window on entry; elsewhere AWS does not say that it waits. */
function* window({ rule, place }: Question, { time, unknowns }: Surroundings): Process<boolean> {
  const { Cron: expression, TimeZone: timeZone } = rule.configuration;
  const cron = new Cron(expression, timeZone);
  const waits = place === 'beforeEntry' || (place === 'onSuccess' && unknowns.windowWaitsOnSuccess);
  if (!waits) return cron.isOpen(time.nowMs);
  const opensMs = cron.opensMs(time.nowMs);
  const patienceMs = Math.min(opensMs - time.nowMs, unknowns.windowPatienceMs);
  if (patienceMs === Infinity) return yield* time.until(() => false);
  yield* time.sleep(patienceMs);
  return cron.isOpen(time.nowMs);
}

/**
 * On entry WaitTime is patience: a quiet alarm ends it at once. On success it is the time in which a firing alarm is bad. On failure the alarm
 * has to fire for the rule to succeed.
 */
function* alarm({ rule, place }: Question, { time, alarms, unknowns }: Surroundings): Process<boolean> {
  const { AlarmName: name, WaitTime: minutes = '0', AlarmStates: states } = rule.configuration;
  if (states !== undefined) throw new Error('the model does not know what AlarmStates means: AWS describes it in two ways');
  const waitMs = Number(minutes) * MINUTE_MS;
  if (alarms.named(name) === undefined) return unknowns.missingAlarmPasses;
  const fires = () => alarms.named(name) === 'ALARM';
  if (place === 'onFailure') return yield* time.watch(fires, waitMs);
  if (place === 'beforeEntry' || unknowns.waitTimeEndsEarly) return yield* time.watch(() => !fires(), waitMs);
  return !(yield* time.watch(fires, waitMs));
}

/** Compares text; a variable that is not set has none. */
function* variable({ rule, execution }: Question): Process<boolean> { // eslint-disable-line require-yield
  const { Variable, Value, Operator } = rule.configuration;
  const actual = Variable.replace(/^#\{variables\.(\w+)\}$/, (_, name: string) => execution.variables[name] ?? '');
  switch (Operator) {
    case 'EQ': return actual === Value;
    case 'NE': return actual !== Value;
    case 'CONTAINS': return actual.includes(Value);
    case 'MATCHES': return new RegExp(`^(?:${Value})$`).test(actual);
    default: throw new Error(`there is no operator ${Operator}`);
  }
}
