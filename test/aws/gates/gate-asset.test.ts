import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gate } from 'spillway';
import { Fixture } from '../fixture';

const HANDLER = join(__dirname, '../../../lib/aws/handlers/gate');
const files = (folder: string) => Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** The folder that is uploaded as the code of the gate function. */
function deployed(): string {
  const fixture = new Fixture({ waves: { prod: { gates: [Gate.budget({ objective: 0.999 })] } } }).deployAll();
  const [{ Properties }] = Object.values(fixture.template.findResources('AWS::Lambda::Function'));
  const { directory } = fixture.app.synth();
  return join(directory, `asset.${Properties.Code.S3Key.replace('.zip', '')}`);
}

test('what is deployed is the code that the tests of the handler run', () => {
  const code = Object.entries(files(HANDLER)).filter(([name]) => !name.endsWith('.d.ts'));
  expect(code.map(([name]) => name)).toContain('index.js');
  expect(files(deployed())).toEqual(Object.fromEntries(code));
});

test('it needs nothing but itself and what Lambda has', () => {
  const needed = Object.values(files(deployed())).flatMap((code) => [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name));
  expect([...new Set(needed)].filter((name) => !name.startsWith('./')).sort()).toEqual([
    '@aws-sdk/client-application-signals', '@aws-sdk/client-codepipeline', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-ssm', '@aws-sdk/client-sts',
  ]);
});
