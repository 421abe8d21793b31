import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { PromotionFeature } from '../engines/engine-features';

const { native, emulated, refused } = Capability;

const NO_JOBS = 'GitOps Promoter runs no jobs';

/** What Argo CD 3.5 and GitOps Promoter 0.36 do, as this library uses them. Promoter calls itself experimental before 1.0. */
export const CAPABILITIES: Record<PromotionFeature, Capability> = {
  [Feature.WAVE_SEQUENCE]: native('environments of a PromotionStrategy, each with a branch; experimental, like all of Promoter before 1.0'),
  [Feature.WAVE_GRAPH]: refused('the environments of a PromotionStrategy are one row', 'declare waves in a row, or promote with Kargo'),
  [Feature.WAVE_PARALLEL]: refused('the environments of a PromotionStrategy are one row', 'give each environment a wave of its own, or promote with Kargo'),
  [Feature.SUPERSEDE]: native('Promoter moves only the newest commit; one that is overtaken while it bakes goes no further'),
  [Feature.KEEP_ORDER]: refused('Promoter moves only the newest commit', 'leave `supersede` at true'),
  [Feature.GATE_APPROVAL]: emulated('with `repository.reviews`, reviews of the pull request that Promoter opens are counted, and Promoter merges it; without, `autoMerge: false`: '
    + 'whoever the Git host lets merge approves, and its branch protection has to know the group and to require the other statuses. The request never expires'),
  [Feature.APPROVAL_QUORUM]: emulated('the last word of each member of the team about the commit that would be merged; one who asks for changes fails the status. Refused without `repository.reviews`'),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: emulated('reviews of the author of the commit of the manifests do not count, so the build has to commit them in the name of the author of the change. '
    + 'Refused without `repository.reviews`'),
  [Feature.GATE_WINDOW]: native('a ScheduledCommitStatus; it holds what Promoter merges, and what people merge where branch protection requires the status'),
  [Feature.GATE_QUIET]: emulated('a WebRequestCommitStatus asks Prometheus every minute while a release waits; while Prometheus does not answer at all, its last answer stands'),
  [Feature.GATE_CHECK]: refused(NO_JOBS, 'run the check before the branches `environment/<name>-next` are written, or promote with Kargo'),
  [Feature.GATE_EVIDENCE]: refused(NO_JOBS, 'verify the evidence before the branches `environment/<name>-next` are written, or promote with Kargo'),
  [Feature.GATE_BUDGET]: emulated('a WebRequestCommitStatus asks Prometheus every minute while a release waits; while Prometheus does not answer at all, its last answer stands'),
  [Feature.GATE_CHANGE]: emulated('a WebRequestCommitStatus asks the change management system every minute, for as long as the release waits; while it does not answer at all, its last answer stands'),
  [Feature.GATE_DEPENDS_ON]: refused('nothing in Git says which version of another service was verified where', 'promote with Kargo'),
  [Feature.FREEZE_DATED]: emulated('an expression of a WebRequestCommitStatus compares the clock with two instants, every minute; no request is made'),
  [Feature.FREEZE_YEARLY]: emulated('an expression of a WebRequestCommitStatus compares the day of the place, every minute; no request is made'),
  [Feature.FREEZE_WEEKLY]: native('exclusions of a ScheduledCommitStatus'),
  [Feature.BAKE]: emulated('a TimedCommitStatus that counts from the merge, the time of the shift included, so that a shift that is held eats of it; a WebRequestCommitStatus watches the signals meanwhile. '
    + 'What fires when it looks back on nothing but the commit since its shift was over keeps the release from later waves for good, and does not take it back'),
  [Feature.ROLLBACK_WAVE]: emulated('half of it: Argo Rollouts or Flagger moves the traffic back while it shifts, and no later wave gets the release. NOTHING GOES BACK IN GIT: the branch still asks for the '
    + 'bad version, and the next commit that does not revert it starts it again, in the first wave. Somebody has to revert the commit of the manifests'),
  [Feature.ROLLBACK_PROMOTED]: refused('nothing takes back what waves before run: Promoter only moves commits forward', 'give the triggers the scope of the wave, or promote with Kargo'),
  [Feature.EXPEDITED]: refused('a status holds every commit alike, and nothing tells a hotfix from another one',
    'merge the pull request of a hotfix by hand, as somebody whom branch protection lets'),
};
