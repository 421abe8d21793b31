import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { PromotionFeature } from '../engine-features';

const { native, emulated, refused } = Capability;

/** What Argo CD 3.5 and open-source Kargo 1.11 do, as this library uses them. */
export const CAPABILITIES: Record<PromotionFeature, Capability> = {
  [Feature.WAVE_SEQUENCE]: native('Kargo Stages that take Freight from the Stages before them'),
  [Feature.WAVE_GRAPH]: native('Kargo Stages with several Stages before them, availability strategy All'),
  [Feature.WAVE_PARALLEL]: native('a Kargo Stage for each environment, and a control-flow Stage that waits for all of them'),
  [Feature.SUPERSEDE]: native('Kargo promotes the newest Freight that is available; a Promotion that runs is not cut short'),
  [Feature.KEEP_ORDER]: refused('Kargo promotes only the newest Freight by itself', 'leave `supersede` at true'),
  [Feature.GATE_APPROVAL]: emulated('the Stage is not promoted by Kargo itself, and the group holds the `promote` verb on it; a request never expires, '
    + 'so its timeout is not kept, and whoever else was given `promote` on it in Kargo may promote too'),
  [Feature.APPROVAL_QUORUM]: refused('one person promotes a Stage in Kargo; it counts no votes', 'ask for a quorum of 1'),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: emulated('the first step of a Promotion fails when the person who made it wrote the commit of the manifests in its Freight, '
    + 'or is not known by e-mail; the build has to commit the manifests in the name of the author of the change'),
  [Feature.GATE_WINDOW]: emulated('a ValidatingAdmissionPolicy denies new Promotions while all windows are closed, by their creation time; '
    + 'Kargo tries again, and a Promotion that waits behind another one may begin after the window closed'),
  [Feature.GATE_QUIET]: emulated('the first steps of a Promotion poll Prometheus until no signal fires in the environment; after a day it gives up'),
  [Feature.GATE_CHECK]: refused('open-source Kargo runs no jobs before a Stage', 'run the job in CI before the image is pushed'),
  [Feature.GATE_EVIDENCE]: refused('Kargo verifies no signatures of Freight', 'verify attestations with an admission controller such as Kyverno'),
  [Feature.GATE_BUDGET]: refused('no recording rule of an error budget is emitted', 'use a quiet gate on a signal that measures the budget'),
  [Feature.GATE_CHANGE]: refused('the ticket systems of Kargo are not open source', 'use an approval gate whose group keeps the tickets'),
  [Feature.GATE_DEPENDS_ON]: refused('Kargo knows nothing of the Stages of another project', 'release both services in one pipeline'),
  [Feature.FREEZE_DATED]: emulated('the admission policy denies new Promotions between two instants'),
  [Feature.FREEZE_YEARLY]: emulated('the admission policy denies new Promotions between two days of every year'),
  [Feature.FREEZE_WEEKLY]: emulated('the admission policy denies new Promotions in the closed hours'),
  [Feature.BAKE]: emulated('a Promotion stays open and polls the recorded signals; without signals to watch, Freight soaks between Stages'),
  [Feature.ROLLBACK_WAVE]: emulated('Argo Rollouts moves the traffic back and the same Promotion puts the old state back in Git; '
    + 'in a wave of several environments each undoes itself, and a rolled back Freight is not promoted there again by Kargo itself'),
  [Feature.ROLLBACK_PROMOTED]: emulated('the failed Promotion puts the old state back in the branches of the waves before as well, wherever its own release is '
    + 'still the last one; Kargo goes on showing that release on their Stages, as unhealthy, until the next one'),
  [Feature.EXPEDITED]: refused('Freight carries no type of release', 'promote a hotfix by hand, under an exception to the windows that is recorded'),
};
