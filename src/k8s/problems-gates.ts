import { error } from '../plan/problem-definition';

/* Gates, and what undoes a release. */

export const SP5401 = error('SP5401', 'triggers of a wave undo differently far',
  'Kargo tells its steps that the promotion failed, not which trigger it was, so all of them undo as far.',
  'rollbackOn: [RollbackTrigger.signal(errors, { scope: RollbackScope.PROMOTED })] // and a failed deployment has the scope of its wave');

export const SP5402 = error('SP5402', 'an order of an operator cannot undo waves before',
  'A person takes one environment back, by its branch or by an older Freight; nothing tells Kargo to do the same elsewhere.',
  'rollbackOn: [RollbackTrigger.operator({ scope: RollbackScope.PROMOTED })]');

export const SP5403 = error('SP5403', 'change management system is not known',
  'Nobody could be asked for the ticket, so the release would wait and then be turned away.',
  "gates: [Gate.change({ system: 'snow' })] // and the release has no changeSystems");

export const SP5404 = error('SP5404', 'evidence cannot be found',
  'Evidence is signed for the digest of an image, and verified where the release says it lies.',
  'gates: [Gate.evidence(Evidence.SBOM)] // and the release has no evidence store');

export const SP5405 = error('SP5405', 'other services cannot be asked for',
  "A promotion sees the Stages of its own project; those of others are known to Kargo's API.",
  "gates: [Gate.dependsOn({ service: 'payments', environment: 'prod' })] // and the release has no kargoApi");

export const SP5406 = error('SP5406', 'quorum is not counted',
  'One person promotes a Stage in Kargo; several can only be counted where they review the change.',
  "gates: [Gate.approval({ group: 'release-managers', quorum: 2 })] // and the repository has no reviews");

export const SP5407 = error('SP5407', 'group has no team',
  'Reviews count when their authors are members of a team, and nobody could approve.',
  "Reviews.gitHub({ teams: {}, token }) // and a gate asks 'release-managers'");

export const SP5408 = error('SP5408', 'repository is none of GitHub',
  'Its reviews are asked for by owner and name.',
  "repository: { url: 'https://git.example.com/shop.git', reviews: k8s.Reviews.gitHub(options) }");

export const SP5409 = error('SP5409', 'job cannot be run',
  'There is no image that fits all jobs, and two braces are read as an argument of the analysis.',
  "gates: [Gate.check({ name: 'smoke', commands: ['./smoke.sh'] })]");

export const SP5410 = error('SP5410', 'range of versions cannot be compared',
  'The versions of other services are compared as three numbers below a million; a prerelease is in no range.',
  "gates: [Gate.dependsOn({ service: 'payments', environment: 'prod', versions: '>=2.0.0-rc.1' })]");
