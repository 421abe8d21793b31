import { error, warning } from '../plan/problem-definition';

/* What GitOps Promoter cannot do, and what it has to be told. */

export const SP5501 = error('SP5501', 'nobody watches for new versions of an image',
  'GitOps Promoter moves commits, and no digests: a release begins when somebody commits manifests.',
  "new k8s.GitOpsRelease(chart, 'Release', { images: [{ repository: 'registry.example.com/web' }], ...props }) // with Promotion.GIT_OPS_PROMOTER");

export const SP5502 = error('SP5502', 'host of the repository is not known',
  'GitOps Promoter opens pull requests, by the owner and the name of a repository at a host that it has credentials for.',
  "repository: { url: 'https://github.com/example/deploy.git' } // without scm, with Promotion.GIT_OPS_PROMOTER");

export const SP5503 = error('SP5503', 'branch of an environment is what waits for another one',
  'GitOps Promoter keeps what waits for an environment on a branch of its name and "-next", and cannot be told another one.',
  "new Environment('prod-next', { tier }) // beside an Environment 'prod'");

export const SP5504 = error('SP5504', 'token is not where GitOps Promoter looks',
  'It reads the key `token` of a Secret, so another key would never be sent.',
  "k8s.ChangeSystem.http({ url, token: { secret: 'changes', key: 'password' } })");

export const SP5505 = warning('SP5505', 'bake does not take a release back',
  'GitOps Promoter reverts nothing: a signal that fires after all traffic was moved keeps the release from later waves, and leaves it where it is.',
  'pipeline.addWave("prod", { environments: [prod], bakeTime: Duration.hours(1) }) // with a rollback trigger, and Promotion.GIT_OPS_PROMOTER');

export const SP5506 = error('SP5506', 'too many hours for one environment',
  'A ScheduledCommitStatus holds twenty entries for an environment; hours that reach into the night, when clocks change, take up to three.',
  'Gate.window(...twentyOneWindows)');

export const SP5507 = error('SP5507', 'approval cannot be counted',
  'Without reviews it is the merge of a pull request: one, by anybody who may merge, who may have written what is merged.',
  "gates: [Gate.approval({ group: 'release-managers', quorum: 2 })] // and the repository has no reviews");
