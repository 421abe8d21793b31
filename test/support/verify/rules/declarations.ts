import { isIntrinsic, strings } from '../json';
import { windowCronFaults } from './cron';
import type { RuleView } from './pipeline-view';
import { declarationRule } from './pipeline-view';
import type { Breach, TemplateRule } from './rule';

interface Keys {
  readonly required: string[];
  readonly optional: string[];
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference.html */
const PROVIDERS: Record<string, Keys> = {
  DeploymentWindow: { required: ['Cron'], optional: ['TimeZone'] },
  CloudWatchAlarm: { required: ['AlarmName'], optional: ['AlarmStates', 'WaitTime'] },
  LambdaInvoke: { required: ['FunctionName'], optional: ['UserParameters'] },
  VariableCheck: { required: ['Variable', 'Value', 'Operator'], optional: [] },
  CodeBuild: { required: ['ProjectName'], optional: ['PrimarySource', 'BatchEnabled', 'CombineArtifacts', 'EnvironmentVariables'] },
  Commands: { required: [], optional: [] },
};
const NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;

/** The value of a configuration where it is text of the template; what is known at deployment only is not judged. */
function configured(rule: RuleView, key: string, judge: (value: string) => boolean): Breach[] {
  const value = rule.configuration[key];
  return typeof value === 'string' && !judge(value) ? [{ at: `${rule.at}/Configuration/${key}`, got: `"${value}"` }] : [];
}

/** What CodePipeline says of the declaration of a single rule. */
export const DECLARATION_RULES: TemplateRule[] = [
  declarationRule('rule-provider', `one of ${Object.keys(PROVIDERS).join(', ')}`, undefined, ({ at, provider }) => (PROVIDERS[provider] ? [] : [{ at, got: provider }])),
  declarationRule('rule-type', 'category Rule, owner AWS, version 1', undefined, ({ at, typeId }) =>
    (typeId.Category === 'Rule' && (typeId.Owner ?? 'AWS') === 'AWS' && `${typeId.Version ?? 1}` === '1' ? [] : [{ at, got: `${typeId.Category}, ${typeId.Owner}, ${typeId.Version}` }])),
  declarationRule('rule-name', '1 to 100 of the letters A-Z, a-z, 0-9, ".", "@", "-" and "_"', undefined, ({ at, name }) =>
    (typeof name === 'string' && NAME.test(name) ? [] : [{ at, got: name === undefined ? 'no name' : `${name}` }])),
  declarationRule('rule-configuration-is-text', 'text for each value', undefined, ({ at, configuration }) => Object.entries(configuration)
    .filter(([, value]) => typeof value !== 'string' && !isIntrinsic(value)).map(([key, value]) => ({ at: `${at}/Configuration/${key}`, got: `${typeof value} ${JSON.stringify(value)}` }))),
  declarationRule('rule-configuration-size', 'at most 200 values, keys of 50 characters, values of 10000', undefined, ({ at, configuration }) => {
    const entries = Object.entries(configuration);
    const long = entries.filter(([key, value]) => key.length > 50 || `${value}`.length > 10_000).map(([key]) => ({ at: `${at}/Configuration/${key}`, got: 'more' }));
    return entries.length > 200 ? [...long, { at, got: `${entries.length} values` }] : long;
  }),
  declarationRule('rule-configuration-required', 'what the provider requires', undefined, ({ at, provider, configuration }) =>
    (PROVIDERS[provider]?.required ?? []).filter((key) => configuration[key] === undefined || configuration[key] === '').map((key) => ({ at, got: `no ${key}` }))),
  declarationRule('rule-configuration-key', 'what the provider knows', undefined, ({ at, provider, configuration }) => {
    const keys = PROVIDERS[provider];
    return keys ? Object.keys(configuration).filter((key) => ![...keys.required, ...keys.optional].includes(key)).map((key) => ({ at, got: key })) : [];
  }),
  declarationRule('rule-has-no-timeout', 'no TimeoutInMinutes: CloudFormation does not pass it on', undefined, ({ at, raw }) => (raw.TimeoutInMinutes === undefined ? [] : [{ at, got: `${raw.TimeoutInMinutes}` }])),
  declarationRule('wait-time', 'whole minutes, 1 to 86400', 'CloudWatchAlarm', (rule) => configured(rule, 'WaitTime', (value) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 86_400)),
  declarationRule('alarm-states', 'a list of ALARM, OK and INSUFFICIENT_DATA', 'CloudWatchAlarm', (rule) =>
    configured(rule, 'AlarmStates', (value) => value.split(',').every((state) => /^(ALARM|OK|INSUFFICIENT_DATA)$/.test(state.trim())))),
  declarationRule('alarm-name', '1 to 255 characters, one name', 'CloudWatchAlarm', (rule) => configured(rule, 'AlarmName', (value) => value.length >= 1 && value.length <= 255 && !/^arn:/.test(value))),
  declarationRule('window-cron', 'seconds "*" or "0", minutes, hours, day of month, month, day of week, year, with "?" for one of the days', 'DeploymentWindow', (rule) =>
    configured(rule, 'Cron', (value) => windowCronFaults(value).length === 0)),
  declarationRule('window-cron-lasts', 'more than single seconds: "* *" opens for minutes where "0 0" opens for one second of an hour', 'DeploymentWindow', (rule) =>
    configured(rule, 'Cron', (value) => !/^0 /.test(value))),
  declarationRule('window-time-zone', 'Region/City, UTC with an offset, or an abbreviation of 3 to 5 letters', 'DeploymentWindow', (rule) =>
    configured(rule, 'TimeZone', (value) => isTimeZone(value))),
  declarationRule('variable-operator', 'EQ, NE, CONTAINS or MATCHES', 'VariableCheck', (rule) => configured(rule, 'Operator', (value) => /^(EQ|NE|CONTAINS|MATCHES)$/.test(value))),
  declarationRule('variable-is-a-reference', '#{namespace.name}', 'VariableCheck', (rule) => configured(rule, 'Variable', (value) => /^#\{[\w.@-]+\}$/.test(value))),
  declarationRule('rule-environment-variables', 'a JSON list of at most 1000 characters', 'CodeBuild', (rule) =>
    configured(rule, 'EnvironmentVariables', (value) => value.length <= 1000 && isJsonList(value))),
  declarationRule('rule-commands', '1 to 50 commands of one line and 1000 characters', 'Commands', ({ at, raw }) => {
    const commands = strings(raw.Commands);
    const odd = commands.filter((command) => command.length > 1000 || command.includes('\n')).map((command) => ({ at: `${at}/Commands`, got: command.slice(0, 40) }));
    return commands.length >= 1 && commands.length <= 50 ? odd : [...odd, { at, got: `${commands.length} commands` }];
  }),
  declarationRule('commands-belong-to-their-rule', 'commands in a rule of the provider Commands', undefined, ({ at, provider, raw }) =>
    (raw.Commands === undefined || provider === 'Commands' ? [] : [{ at, got: `commands in ${provider}` }])),
];

function isTimeZone(text: string): boolean {
  if (/^(UTC|GMT)([+-]\d{2}:\d{2})?$/.test(text) || /^[A-Z]{3,5}$/.test(text)) return true;
  try {
    return text.includes('/') && new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
