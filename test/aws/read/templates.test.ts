import { aws } from 'spillway';
import { Notes } from '../../../src/aws/read/notes';
import { Templates } from '../../../src/aws/read/templates';
import type { ProblemError } from '../../../src/plan/problem-error';

/** A property of the resource `It`, resolved, and what is told about it. */
function resolved(value: string, head = ''): [unknown, string[]] {
  const notes = new Notes();
  const templates = new Templates({ 'it.yaml': `${head}\nResources:\n  Other: { Type: B }\n  It:\n    Type: A\n    Properties:\n      Value: ${value}\n` }, notes);
  return [(templates.ofType(['A'])[0].properties as { Value?: unknown }).Value, notes.all.map(({ path, text }) => `${path}: ${text}`)];
}

const parameters = 'Parameters: { Zone: { Default: eu }, Stage: { Type: String } }';

test.each([
  ['!Ref Zone', 'eu'],
  ['{ Ref: Zone }', 'eu'],
  ['!Ref Stage', '${Stage}'],
  ['!Ref Other', '${Other}'],
  ['!GetAtt Other.Arn', '${Other.Arn}'],
  ['{ Fn::GetAtt: [Other, Arn] }', '${Other.Arn}'],
  ["!Sub 'a-${Zone}-${Other.Arn}-${!Literal}-${AWS::Region}'", 'a-eu-${Other.Arn}-${Literal}-${AWS::Region}'],
  ["!Sub ['${x}-${Zone}', { x: !Ref Stage }]", '${Stage}-eu'],
  ["!Join ['-', [a, !Ref Zone]]", 'a-eu'],
  ["!Select [1, !Split [',', 'a,b']]", 'b'],
  ['!ImportValue shared', '${Import shared}'],
  ['[a, !Ref AWS::NoValue]', ['a']],
])('%s', (value, expected) => {
  expect(resolved(value, parameters)).toEqual([expected, []]);
});

test('conditions are decided where the template can', () => {
  const head = `${parameters}\nConditions: { Eu: !Equals [!Ref Zone, eu], Not: !Not [!Condition Eu], Here: !Equals [!Ref AWS::Region, eu], Again: !Condition Again }`;
  expect(resolved('!If [Eu, yes, no]', head)).toEqual(['yes', []]);
  expect(resolved('!If [Not, yes, no]', head)).toEqual(['no', []]);
  expect(resolved('!If [Here, yes, no]', head)).toEqual(['yes', ['Value: depends on the condition "Here"; read as if it held']]);
  expect(resolved('!If [Again, yes, no]', head)[0]).toBe('yes');
});

test('what nothing stands behind is told', () => {
  expect(resolved('!Ref Nobody')).toEqual(['${Nobody}', ['Value: refers to "Nobody", which the template does not have']]);
  expect(resolved('!GetAZs eu')[1]).toEqual(['Value: the function Fn::GetAZs is not known before it is deployed']);
});

test('alarms of several templates are found by their names', () => {
  const alarm = (id: string, name: string) => `Resources: { ${id}: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: ${name} } } }`;
  const templates = new Templates({ 'a.yaml': alarm('One', 'first'), 'b.yaml': alarm('One', 'second') }, new Notes());
  const [from] = templates.ofType(['AWS::CloudWatch::Alarm']).map(({ template }) => template);
  const named = (name: string) => templates.named(from, name, ['AWS::CloudWatch::Alarm'], 'AlarmName')?.template.name;
  expect(['first', 'second', '${One}', 'third'].map(named)).toEqual(['a.yaml', 'b.yaml', 'a.yaml', undefined]);
});

function message(texts: Record<string, string>): string {
  try {
    aws.TemplateReading.of(texts);
  } catch (cause) {
    return (cause as ProblemError).message;
  }
  return '';
}

test('fails when a text does not parse, and says where', () => {
  expect(message({ 'p.yaml': 'Resources:\n  A: [1\n' })).toMatch(/^SP4501 p\.yaml:\d:\d: text is neither JSON nor YAML: got "Flow sequence/);
  expect(message({ 'p.json': '{ "Resources": { "A": }' })).toMatch(/^SP4501 p\.json:1:\d+: /);
});

test('fails when there are no resources', () => {
  expect(message({ 'package.json': '{ "name": "shop" }' })).toBe(
    'SP4502 package.json: text is not a template: got "a mapping of name", allowed is a mapping with Resources; hand over templates of CloudFormation');
});

test('templates without a pipeline have no plan, and nothing is told', () => {
  const { plans, notes } = aws.TemplateReading.of({ 'a.yaml': 'Resources: {}' });
  expect([plans, notes]).toEqual([[], []]);
});
