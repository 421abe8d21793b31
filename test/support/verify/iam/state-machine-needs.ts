import { definitionOf } from '../asl';
import type { Json } from '../json';
import { list, object, walk } from '../json';
import type { Subject } from '../subject';
import { resourcesOf } from '../subject';
import type { Need, Roles } from './need';
import { sdkAction } from './sdk-action';

/** Optimized integrations: the action, and the parameter that names the resource. */
const INTEGRATIONS: Record<string, [action: string, parameter: string]> = {
  'lambda:invoke': ['lambda:InvokeFunction', 'FunctionName'],
  'sns:publish': ['sns:Publish', 'TopicArn'],
  'sqs:sendMessage': ['sqs:SendMessage', ''],
  'events:putEvents': ['events:PutEvents', ''],
  'states:startExecution': ['states:StartExecution', 'StateMachineArn'],
  'dynamodb:getItem': ['dynamodb:GetItem', ''],
  'dynamodb:putItem': ['dynamodb:PutItem', ''],
  'dynamodb:updateItem': ['dynamodb:UpdateItem', ''],
  'dynamodb:deleteItem': ['dynamodb:DeleteItem', ''],
  'codebuild:startBuild': ['codebuild:StartBuild', ''],
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
const LOG_DELIVERY = [
  'CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups',
].map((action) => `logs:${action}`);
/** https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html */
const TRACES = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'].map((action) => `xray:${action}`);

/** What the tasks of a state machine do. */
export function stateMachineNeeds(subject: Subject, roles: Roles): Need[] {
  return resourcesOf(subject.template, 'AWS::StepFunctions::StateMachine').flatMap(({ id, properties }) => {
    const found: Need[] = roles.needs(properties.RoleArn, subject, id, ...telling(properties));
    walk(definitionOf(properties, subject) as Json, (value, path) => {
      const { Type, Resource, Parameters, Arguments } = object(value);
      if (Type !== 'Task' || typeof Resource !== 'string') return;
      const [action, resource] = taskOf(Resource, { ...object(Parameters), ...object(Arguments) });
      found.push(...roles.needs(properties.RoleArn, subject, `${id}: ${path[path.length - 1]}`, [action, resource]));
    });
    return found;
  });
}

/** What it takes to write logs and traces. Step Functions writes logs through a delivery of CloudWatch's, whose actions know no resource. */
function telling({ LoggingConfiguration, TracingConfiguration }: { [key: string]: Json }): [action: string, resource: string][] {
  const logs = list(object(LoggingConfiguration).Destinations).length > 0 ? LOG_DELIVERY : [];
  const traces = object(TracingConfiguration).Enabled === true ? TRACES : [];
  return [...logs, ...traces].map((action) => [action, '*']);
}

/** What cannot be told from the definition is `<any>`. */
function taskOf(resource: string, parameters: { [key: string]: Json }): [string, string] {
  if (/:lambda:.*:function:/.test(resource)) return ['lambda:InvokeFunction', named(resource)];
  const [, , , , , service, call] = resource.replace(/\.(sync(:2)?|waitForTaskToken)$/, '').split(':');
  if (service === 'aws-sdk') {
    const [, , , , , , sdk, method] = resource.replace(/\.waitForTaskToken$/, '').split(':');
    return [sdkAction(sdk, method), '<any>'];
  }
  const [action, parameter] = INTEGRATIONS[`${service}:${call}`] ?? [`${service}:${call}`, ''];
  const name = parameters[parameter];
  return [action, typeof name === 'string' ? named(name) : '<any>'];
}

/** The definition stands for names that are made at deployment by `unknown-…`. */
function named(text: string): string {
  return text.replace(/unknown-([\w.]+)/g, '<$1>');
}
