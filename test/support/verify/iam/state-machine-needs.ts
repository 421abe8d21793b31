import { definitionOf } from '../asl';
import type { Json } from '../json';
import { object, walk } from '../json';
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

/** What the tasks of a state machine do. */
export function stateMachineNeeds(subject: Subject, roles: Roles): Need[] {
  return resourcesOf(subject.template, 'AWS::StepFunctions::StateMachine').flatMap(({ id, properties }) => {
    const found: Need[] = [];
    walk(definitionOf(properties, subject) as Json, (value, path) => {
      const { Type, Resource, Parameters, Arguments } = object(value);
      if (Type !== 'Task' || typeof Resource !== 'string') return;
      const [action, resource] = taskOf(Resource, { ...object(Parameters), ...object(Arguments) });
      found.push(...roles.needs(properties.RoleArn, subject, `${id}: ${path[path.length - 1]}`, [action, resource]));
    });
    return found;
  });
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
