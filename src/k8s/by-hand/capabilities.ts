import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { PromotionFeature } from '../engines/engine-features';

const { emulated, refused } = Capability;

const ORDER = emulated('whoever applies the folders does so in the order of the waves, which the recorded plan says; nothing in the clusters enforces it');
const NO_CONTROLLER = 'nothing asks before a folder is applied';
const KARGO = 'use Promotion.KARGO';
const CLOSED = refused('nothing is made for each release whose time a policy could look at', `have CI apply the folders in its own hours, or ${KARGO}`);

/** What is left of a promotion when a person or a CI system applies the folders: each row is honest about who does it. */
export const CAPABILITIES: Record<PromotionFeature, Capability> = {
  [Feature.WAVE_SEQUENCE]: ORDER,
  [Feature.WAVE_GRAPH]: ORDER,
  [Feature.WAVE_PARALLEL]: emulated('the folders of the wave are applied one by one; nothing waits for all of them'),
  [Feature.SUPERSEDE]: emulated('a folder holds the newest release that was committed, and applying it replaces whatever is under way'),
  [Feature.KEEP_ORDER]: refused('a folder holds one release', 'leave `supersede` at true'),
  [Feature.GATE_APPROVAL]: refused(NO_CONTROLLER, `protect the branch that is applied, or the environment of the CI system, or ${KARGO}`),
  [Feature.APPROVAL_QUORUM]: refused(NO_CONTROLLER, `ask for several reviews of the branch that is applied, or ${KARGO}`),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: refused(NO_CONTROLLER, `let the author's own review of the branch not count, or ${KARGO}`),
  [Feature.GATE_WINDOW]: CLOSED,
  [Feature.GATE_QUIET]: refused(NO_CONTROLLER, `look at the alerts before applying, or ${KARGO}`),
  [Feature.GATE_CHECK]: refused(NO_CONTROLLER, `run the job in CI before it applies, or ${KARGO}`),
  [Feature.GATE_EVIDENCE]: refused(NO_CONTROLLER, `verify it in CI before it applies, or ${KARGO}`),
  [Feature.GATE_BUDGET]: refused(NO_CONTROLLER, KARGO),
  [Feature.GATE_CHANGE]: refused(NO_CONTROLLER, `ask for the ticket in CI, or ${KARGO}`),
  [Feature.GATE_DEPENDS_ON]: refused(NO_CONTROLLER, KARGO),
  [Feature.FREEZE_DATED]: CLOSED,
  [Feature.FREEZE_YEARLY]: CLOSED,
  [Feature.FREEZE_WEEKLY]: CLOSED,
  [Feature.BAKE]: refused('nobody stays to watch', `leave out \`bakeTime\` and listen to the alerts of the signals, or ${KARGO}`),
  [Feature.ROLLBACK_WAVE]: emulated('what shifts traffic undoes as far as it does; a Deployment alone stops and keeps the old pods that are left. '
    + 'A person applies the folder of the commit before'),
  [Feature.ROLLBACK_PROMOTED]: refused('nothing knows which waves a release has been through', `use the scope of the wave, or ${KARGO}`),
  [Feature.EXPEDITED]: refused('there is neither a window nor a bake to shorten', 'leave out `expedited`'),
};
