import { inModel } from './in-model';
import { inTransition } from './in-transition';
import { listed } from './listed-differences';
import { differences } from './outcome';
import type { Pipeline } from './pipelines';
import { DECLARED, pipelineOf, PIPELINES, scenariosOf } from './pipelines';
import { SCENARIOS } from './scenarios';

describe.each(PIPELINES)('a pipeline that %s does in CodePipeline, as it is modelled, what the plan means', (name) => {
  let pipeline: Pipeline;
  beforeAll(() => {
    pipeline = pipelineOf(DECLARED[name]);
  });

  test.each(scenariosOf(name))('when %s', async (scenario) => {
    const told = SCENARIOS[scenario];
    expect(differences(inTransition(pipeline.plan, told), await inModel(pipeline.plan, pipeline.written, told))).toEqual(listed(name, scenario));
  });
});

test('the scenarios reach every end a release can come to', async () => {
  const { plan, written } = pipelineOf(DECLARED.supersedes);
  const ends = await Promise.all(scenariosOf('supersedes').map((scenario) => inModel(plan, written, SCENARIOS[scenario])));
  expect(new Set(ends.map(({ runs }) => `${runs.beta} ${runs.eu} ${runs.us}`)))
    .toEqual(new Set(['1.0.0 1.0.0 1.0.0', '1.1.0 1.1.0 1.1.0', '1.1.0 1.0.0 1.0.0', '1.0.0 null null', '1.2.0 1.2.0 1.2.0', '1.2.0 1.0.0 1.0.0', '1.3.0 1.3.0 1.3.0']));
  expect(ends.some(({ undone }) => undone.includes('prod 1.1.0'))).toBe(true);
  expect(ends.some(({ undone }) => undone.includes('beta 1.1.0'))).toBe(true);
  expect(ends.some(({ turnedAway }) => turnedAway.includes('prod 1.1.0'))).toBe(true);
});
