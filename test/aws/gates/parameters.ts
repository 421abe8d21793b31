import type { Asked } from '../../../src/aws/handlers/gate/question';

/** What is handed to the gate function: a text, in which what is known only when it is deployed is called by its logical name. */
export function askedIn(userParameters: unknown): Asked {
  const parts = typeof userParameters === 'string' ? [userParameters] : (userParameters as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : name(part as Record<string, string>))).join('')) as Asked;
}

function name(part: Record<string, string>): string {
  return part.Ref === 'AWS::Partition' ? 'aws' : part.Ref ?? part['Fn::GetAtt'];
}
