import type { Json } from '../json';
import { isIntrinsic, list, object, strings } from '../json';
import { resourcesOf } from '../subject';
import type { TemplateRule } from './rule';

const ALL_AT_ONCE = ['CodeDeployDefault.LambdaAllAtOnce', 'CodeDeployDefault.ECSAllAtOnce', 'CodeDeployDefault.AllAtOnce', 'CodeDeployDefault.HalfAtATime', 'CodeDeployDefault.OneAtATime'];
const LAMBDA = [5, 10, 15, 30].map((minutes) => `CodeDeployDefault.LambdaCanary10Percent${minutes}Minutes`)
  .concat([1, 2, 3, 10].map((minutes) => `CodeDeployDefault.LambdaLinear10PercentEvery${minutes}Minute${minutes === 1 ? '' : 's'}`));
const ECS = ['Linear10PercentEvery1Minutes', 'Linear10PercentEvery3Minutes', 'Canary10Percent5Minutes', 'Canary10Percent15Minutes'].map((name) => `CodeDeployDefault.ECS${name}`);
const KNOWN = [...ALL_AT_ONCE, ...LAMBDA, ...ECS];
const TWO_DAYS_MINUTES = 2 * 24 * 60;

function groupRule(name: string, allowed: string, check: (group: { [key: string]: Json }) => string[]): TemplateRule {
  return {
    name,
    allowed,
    check: ({ template }) => resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup').flatMap(({ id, properties }) => check(properties).map((got) => ({ at: id, got }))),
  };
}

function routingRule(name: string, allowed: string, check: (percent: number, minutes: number, kind: string) => boolean): TemplateRule {
  return {
    name,
    allowed,
    check: ({ template }) => resourcesOf(template, 'AWS::CodeDeploy::DeploymentConfig').flatMap(({ id, properties }) => {
      const routing = object(properties.TrafficRoutingConfig);
      const kind = `${routing.Type}`;
      const own = object(routing[kind]);
      const [percent, minutes] = [own.CanaryPercentage ?? own.LinearPercentage, own.CanaryInterval ?? own.LinearInterval].map(Number);
      return kind === 'AllAtOnce' || routing.Type === undefined || check(percent, minutes, kind) ? [] : [{ at: id, got: `${percent} % and ${minutes} min` }];
    }),
  };
}

/** What CodeDeploy says of deployments to functions and services. */
export const CODE_DEPLOY_RULES: TemplateRule[] = [
  groupRule('deployment-config-known', `a configuration of the template, or one of ${KNOWN.length} that CodeDeploy brings along`, ({ DeploymentConfigName }) =>
    (typeof DeploymentConfigName === 'string' && DeploymentConfigName.startsWith('CodeDeployDefault') && !KNOWN.includes(DeploymentConfigName) ? [DeploymentConfigName] : [])),
  groupRule('deployment-alarms', 'at most 10 alarms', ({ AlarmConfiguration }) => {
    const { length } = list(object(AlarmConfiguration).Alarms);
    return length <= 10 ? [] : [`${length}`];
  }),
  groupRule('deployment-alarms-enabled', 'alarms that are asked: with any, Enabled is true, and a failed poll is not ignored', ({ AlarmConfiguration }) => {
    const { Alarms, Enabled, IgnorePollAlarmFailure } = object(AlarmConfiguration);
    const none = list(Alarms).length === 0;
    return none || (Enabled === true && IgnorePollAlarmFailure !== true) ? [] : [`Enabled ${Enabled}, IgnorePollAlarmFailure ${IgnorePollAlarmFailure}`];
  }),
  groupRule('deployment-stops-on-alarm', 'DEPLOYMENT_STOP_ON_ALARM together with alarms', ({ AlarmConfiguration, AutoRollbackConfiguration }) => {
    const stops = strings(object(AutoRollbackConfiguration).Events).includes('DEPLOYMENT_STOP_ON_ALARM') && object(AutoRollbackConfiguration).Enabled === true;
    const alarms = list(object(AlarmConfiguration).Alarms).length > 0;
    return stops === alarms ? [] : [alarms ? 'alarms that roll nothing back' : 'a rollback on no alarm'];
  }),
  {
    name: 'function-shift-has-its-platform',
    allowed: 'a configuration for functions in a group that an alias of a function names',
    check: ({ template }) => resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup').flatMap(({ id, properties }) => {
      const { DeploymentConfigName: name, DeploymentStyle } = properties;
      const shifted = Object.values(template.Resources).some((resource) => JSON.stringify(object(resource as unknown as Json).UpdatePolicy ?? null).includes(`"${id}"`));
      const foreign = typeof name === 'string' && name.startsWith('CodeDeployDefault') && !name.startsWith('CodeDeployDefault.Lambda');
      const style = object(DeploymentStyle).DeploymentType;
      return shifted && (foreign || (style !== undefined && !isIntrinsic(style) && style !== 'BLUE_GREEN')) ? [{ at: id, got: `${name}, ${style}` }] : [];
    }),
  },
  routingRule('shift-percent', 'whole percents, 1 to 99', (percent) => Number.isInteger(percent) && percent >= 1 && percent <= 99),
  routingRule('shift-interval', 'whole minutes, at least 1', (_, minutes) => Number.isInteger(minutes) && minutes >= 1),
  routingRule('shift-length', 'at most two days in all', (percent, minutes, kind) => minutes * (kind === 'TimeBasedLinear' ? Math.ceil(100 / percent) - 1 : 1) <= TWO_DAYS_MINUTES),
];
