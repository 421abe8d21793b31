import { error } from '../plan/problem-definition';

/* SP48xx  sizes of the pipelines a release goes through */

export const SP4801 = error('SP4801', 'pipeline has too many actions',
  'CodePipeline refuses a pipeline with more than 1000 actions, but only when it is deployed; every stack is one.',
  "pipeline.addWave(`wave-${i}`, { environments: cells }); // 40 of them, and each cell's stage has 30 stacks");

export const SP4802 = error('SP4802', 'template of the pipeline is too large',
  'CloudFormation takes no template of more than a megabyte, and says so when it is deployed.',
  'release.deploy(cell, stage); // 900 stacks with long names in the waves of one pipeline');

export const SP4803 = error('SP4803', 'policy of the pipeline is too large',
  'Everyone who takes an artifact stands in the policies of the bucket, the key and the role, which services limit: the pipeline would be refused when it is deployed.',
  'release.deploy(cell, new Stage(app, name, { env: { account, region } })); // for 160 accounts in one wave');

export const SP4804 = error('SP4804', 'pipeline has too many actions for its entries to be kept',
  'A state machine reads the state of the whole pipeline to see which waves are free, and can take in no more than 256 KiB of it; past that, nothing would open an entry again.',
  "pipeline.addWave('cells', { environments: hundredCells, gates: [Gate.window(office)] }); // and each cell's stage has four stacks");
