import { aws, Environment, Freeze, Gate, Plan, Tier } from 'spillway';
import { carried } from '../../../src/aws/read/carried';
import { errorRatio, Fixture, watched } from '../fixture';
import { everything } from './everything';
import { synthesizedTexts } from './synthesized-texts';

/** More waves than one pipeline of CodePipeline has room for. */
function long(): Fixture {
  const freezes = [Freeze.yearly('year-end', { owner: 'sre', reason: 'nobody is here', from: '12-20', to: '01-04', timeZone: 'Europe/Berlin', tiers: [Tier.STAGING] })];
  const waves = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`wave-${i}`, {
    ...watched, gates: [Gate.quiet(errorRatio)], environments: [new Environment(`env-${i}`, { tier: i > 23 ? Tier.STAGING : Tier.TEST })],
  }]));
  return new Fixture({ freezes, waves }).deployAll();
}

test('a release over several pipelines is one plan', () => {
  const fixture = long();
  const texts = synthesizedTexts(fixture.app);
  const pipelines = Object.values(texts).flatMap((text) => text.match(/"Type": "AWS::CodePipeline::Pipeline"/g) ?? []);
  expect(pipelines.length).toBe(2);
  const { plans, notes } = aws.TemplateReading.of(texts);
  expect(notes.filter(({ template }) => template !== '')).toEqual([]);
  expect(plans).toHaveLength(1);
  expect(carried(plans[0]._document)).toEqual(carried(Plan.of(fixture.pipeline)._document));
});

test('a pipeline that goes on elsewhere is read as far as it goes', () => {
  const pipeline = (name: string, next: string) => ({
    Type: 'AWS::CodePipeline::Pipeline',
    Properties: { Name: name, Stages: [
      { Name: 'Source', Actions: [{ Name: 'Source', ActionTypeId: { Category: 'Source', Provider: 'S3' } }] },
      { Name: `${name}-prod`, Actions: [{ Name: 'Deploy', ActionTypeId: { Category: 'Deploy', Provider: 'S3' }, Configuration: { BucketName: name, Extract: 'true' } }] },
      { Name: 'Next', Actions: [{ Name: 'Start', ActionTypeId: { Category: 'Invoke', Provider: 'CodePipeline' }, Configuration: { PipelineName: next } }] },
    ] },
  });
  const read = (Resources: object) => aws.TemplateReading.of({ t: JSON.stringify({ Resources }) });
  const waves = ({ plans }: aws.TemplateReading) => plans.map(({ _document }) => _document.waves.map(({ name }) => name));
  const one = read({ A: pipeline('a', 'b') });
  expect(waves(one)).toEqual([['a-prod']]);
  expect(one.notes.map(({ text }) => text)).toContain('goes on in the pipeline "b", which is not among the templates');
  expect(waves(read({ A: pipeline('a', 'b'), B: pipeline('b', 'c'), Ring: pipeline('x', 'y'), Back: pipeline('y', 'x') }))).toEqual([['a-prod', 'b-prod']]);
  expect(waves(read({ Ring: pipeline('x', 'y'), Back: pipeline('y', 'x') })).length).toBe(2);
});

test('pipelines that do not start one another are plans of their own', () => {
  const texts = everything();
  const { plans } = aws.TemplateReading.of({ ...texts, other: 'Resources: { P: { Type: AWS::CodePipeline::Pipeline, Properties: { Name: other } } }' });
  expect(plans.map(({ service }) => service)).toEqual(['shop', 'other']);
});
