import type { Asked } from '../../../src/aws/handlers/gate/question';
import { codePipeline, releaseOf } from '../../../src/aws/handlers/gate/release';

const asked: Asked = { pipeline: 'shop-release-2', stage: 'gate-prod', execution: '11111111-2222-3333-4444-555555555555', canWait: true, questions: [] };
const commitOf = async (...artifactRevisions: object[]) => {
  jest.spyOn(codePipeline, 'send').mockImplementation(() => Promise.resolve({ pipelineExecution: { artifactRevisions } }));
  return (await releaseOf(asked)).commit;
};

const source = { name: 'shop_api_Source', revisionId: 'c0ffee' };
const image = { name: 'image_api_Source', revisionId: 'sha256:0' };
/** What a later pipeline takes up: the revision is the version of an object in S3. */
const candidate = { name: 'shop_api_Candidate', revisionId: 'Jx9_q3HL4' };

test.each([
  ['it is alone', [source]],
  ['an image is released with it', [image, source]],
  ['a later pipeline has taken it up', [source, candidate]],
  ['and names what it has taken up first', [candidate, image, source]],
])('the commit of a release is the revision of its source when %s', async (_, revisions) => {
  expect(await commitOf(...revisions)).toBe('c0ffee');
});

test('nothing else is taken for it', async () => {
  expect(await commitOf(candidate, image)).toBe('');
});
