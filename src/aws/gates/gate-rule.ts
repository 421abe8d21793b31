import { Rule } from 'aws-cdk-lib/aws-codepipeline';
import type { Asked } from '../handlers/gate/question';
import type { GrantedRule } from '../stages/rule';
import type { GateFunction } from './gate-function';

/** Questions that are answered at once, yes or no. */
export function gateRule(gate: GateFunction, asked: Asked): GrantedRule {
  const rule = new Rule({
    name: 'Judged',
    provider: 'LambdaInvoke',
    version: '1',
    configuration: { FunctionName: gate.functionName, UserParameters: gate.stringified(asked) },
  });
  return { rule, statements: [gate.invocation] };
}
