import type { Mutant } from '../mutant';
import { push, remove, set } from '../mutate';

const own = (role: string) => `${role}/Policies/0/PolicyDocument/Statement`;
const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });
const ACCOUNT = 'eu-central-1:111111111111';

function mutant(foundBy: string, what: string, mutation: Mutant['mutation']): Mutant {
  return { what, base: 'pipeline', mutation, foundBy: `iam/${foundBy}` };
}

/** Permissions that are missing, too many, too wide or denied. */
export const PERMISSION_MUTANTS: Mutant[] = [
  mutant('must-allow', 'the pipeline may not read artifacts', remove(`${own('PipelineRole')}/0`)),
  mutant('must-allow', 'the pipeline may not use its connection', remove(`${own('PipelineRole')}/1`)),
  mutant('must-allow', 'the pipeline may not start its builds', remove(`${own('PipelineRole')}/2`)),
  mutant('must-allow', 'the pipeline may not call the judge of its rule', set(`${own('PipelineRole')}/3/Resource`, `arn:aws:lambda:${ACCOUNT}:function:other`)),
  mutant('must-allow', 'the pipeline may not announce an approval', remove(`${own('PipelineRole')}/4`)),
  mutant('must-allow', 'the pipeline may read its alarms only by name, which shows no composite alarm', set(`${own('PipelineRole')}/6/Resource`, `arn:aws:cloudwatch:${ACCOUNT}:alarm:*`)),
  mutant('must-allow', 'the pipeline may not take the role of its action', remove('PipelineTurns/PolicyDocument/Statement/0')),
  mutant('must-allow', 'a denial takes away what an allowance gave', push(own('PipelineRole'), { Effect: 'Deny', Action: 'cloudwatch:*', Resource: '*' })),
  mutant('must-allow', 'a build may not write its logs', remove(`${own('ProjectRole')}/1`)),
  mutant('must-allow', 'a build may not do what its commands do', set('Project/Source/BuildSpec', '{"phases":{"build":{"commands":["aws ssm get-parameter --name release"]}}}')),
  mutant('must-allow', 'the role of a command may not read its artifact', remove('TurnRole/Policies/0/PolicyDocument/Statement/1')),
  mutant('must-allow', 'an event may not write to its log group', set('Failures/Targets/0/Arn', `arn:aws:logs:${ACCOUNT}:log-group:record`)),
  mutant('must-allow', 'a function may not do what its code does', set(`${own('JudgeRole')}/0/Action`, 's3:PutObject')),
  mutant('must-allow', 'a function may not write its logs', remove(`${own('JudgeRole')}/1`)),
  mutant('must-allow', 'a state machine may not do what its task does', set(`${own('UndoRole')}/0/Action`, 'codepipeline:RetryStageExecution')),
  mutant('must-allow', 'a state machine may not publish to its topic', set(`${own('UndoRole')}/1/Resource`, `arn:aws:sns:${ACCOUNT}:other`)),
  mutant('must-allow', 'an event may not start its target', set(`${own('FailuresRole')}/0/Resource`, `arn:aws:states:${ACCOUNT}:stateMachine:other`)),
  mutant('must-allow', 'an event may not reach its topic', remove('AnnouncementsPolicy/PolicyDocument/Statement/0')),
  mutant('must-allow', 'a schedule may not do what its target does', set(`${own('FreezeRole')}/0/Action`, 'codepipeline:EnableStageTransition')),
  mutant('surplus', 'a function may do what its code does not', push(own('JudgeRole'), allow('ssm:GetParameter', `arn:aws:ssm:${ACCOUNT}:parameter/judge`))),
  mutant('surplus', 'a state machine may do what no task does', push(own('UndoRole'), allow('codepipeline:StartPipelineExecution', `arn:aws:codepipeline:${ACCOUNT}:shop`))),
  mutant('surplus', 'a schedule may do more than its target', push(own('FreezeRole'), allow('codepipeline:EnableStageTransition', `arn:aws:codepipeline:${ACCOUNT}:shop/Enter`))),
  mutant('surplus', 'the pipeline may do what no rule and action does', push(own('PipelineRole'), allow('states:StartExecution', `arn:aws:states:${ACCOUNT}:stateMachine:undo`))),
  mutant('must-not-allow', 'the pipeline may take any role', set('PipelineTurns/PolicyDocument/Statement/0/Resource', '*')),
  mutant('must-not-allow', 'a build may widen roles', push(own('ProjectRole'), allow('iam:*', '*'))),
  mutant('must-not-allow', 'a build may approve', push(own('ProjectRole'), allow('codepipeline:PutApprovalResult', `arn:aws:codepipeline:${ACCOUNT}:*`))),
  mutant('must-not-allow', 'a build may silence alarms', push(own('ProjectRole'), allow('cloudwatch:*', '*'))),
  mutant('must-not-allow', 'a freeze may be lifted from any pipeline', set(`${own('FreezeRole')}/0`, allow('codepipeline:*StageTransition', '*'))),
  mutant('wildcard-action', 'a group of actions', set(`${own('UndoRole')}/1/Action`, 'sns:Pub*')),
  mutant('wildcard-resource', 'a permission on everything', set(`${own('UndoRole')}/1/Resource`, '*')),
  mutant('managed-policy', 'an administrator', set('UndoRole/ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess'])),
];
