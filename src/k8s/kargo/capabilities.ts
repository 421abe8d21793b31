import { Feature } from '../../plan/feature';
import { Capability } from '../../plan/renderer';
import type { PromotionFeature } from '../engines/engine-features';

const { native, emulated, refused } = Capability;

/** What Argo CD 3.5 and open-source Kargo 1.11 do, as this library uses them. */
export const CAPABILITIES: Record<PromotionFeature, Capability> = {
  [Feature.WAVE_SEQUENCE]: native('Kargo Stages that take Freight from the Stages before them'),
  [Feature.WAVE_GRAPH]: native('Kargo Stages with several Stages before them, availability strategy All'),
  [Feature.WAVE_PARALLEL]: native('a Kargo Stage for each environment, and a control-flow Stage that waits for all of them'),
  [Feature.SUPERSEDE]: native('Kargo promotes the newest Freight that is available; a Promotion that runs is not cut short'),
  [Feature.KEEP_ORDER]: refused('Kargo promotes only the newest Freight by itself', 'leave `supersede` at true'),
  [Feature.GATE_APPROVAL]: emulated('the Stage is not promoted by Kargo itself, and the group holds the `promote` verb on it; such a request never expires. '
    + 'Or, with `repository.reviews`, Kargo opens a pull request and the promotion waits for its reviews, for as long as the gate says; '
    + 'a newer release waits behind it'),
  [Feature.APPROVAL_QUORUM]: emulated('reviews of a pull request, counted by the promotion: the last word of each member of the team; one member who asks for changes '
    + 'turns the release away. One person promotes where there are no reviews, and a quorum is refused'),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: emulated('the first step of a Promotion fails when the person who made it wrote the commit of the manifests in its Freight, '
    + 'or is not known by e-mail, unless somebody broke the glass; nobody else comes past Kargo; reviews of that author do not count; the build has to commit the manifests in the name of the author of the change'),
  [Feature.GATE_WINDOW]: emulated('a ValidatingAdmissionPolicy denies new Promotions while all windows are closed, by their creation time; '
    + 'Kargo tries again, and a Promotion that waits behind another one may begin after the window closed'),
  [Feature.GATE_QUIET]: emulated('the first steps of a Promotion poll Prometheus until no signal fires in the environment; after a day it gives up'),
  [Feature.GATE_CHECK]: native('a Stage `gate-<wave>` that changes nothing and verifies its Freight by a Job, in the cluster of Kargo and an Argo Rollouts there'),
  [Feature.GATE_EVIDENCE]: emulated('a Job of the Stage `gate-<wave>` verifies the attestations of every image with cosign'),
  [Feature.GATE_BUDGET]: emulated('a step polls Prometheus for the budget that is recorded in the environment; after a day it gives up'),
  [Feature.GATE_CHANGE]: emulated('a step polls the change management system over HTTP; after a day it gives up'),
  [Feature.GATE_DEPENDS_ON]: emulated("a step polls Kargo's API for the Stage of the other service, with a token; after a day it gives up; versions are the tags of its images"),
  [Feature.FREEZE_DATED]: emulated('the admission policy denies new Promotions between two instants'),
  [Feature.FREEZE_YEARLY]: emulated('the admission policy denies new Promotions between two days of every year'),
  [Feature.FREEZE_WEEKLY]: emulated('the admission policy denies new Promotions in the closed hours'),
  [Feature.BAKE]: emulated('a Promotion stays open and polls the recorded signals; one that fired in the hour before counts when it looks back on nothing but the bake, '
    + 'and nothing passes while one fires; without signals to watch, Freight soaks between Stages'),
  [Feature.ROLLBACK_WAVE]: emulated('what shifts traffic moves it back and the same Promotion puts the old state back in Git; '
    + 'in a wave of several environments each undoes itself, and a rolled back Freight is not promoted there again by Kargo itself'),
  [Feature.ROLLBACK_PROMOTED]: emulated('the failed Promotion puts the old state back in the branches of the waves before as well, wherever its own release is '
    + 'still the last one; Kargo goes on showing that release on their Stages, as unhealthy, until the next one'),
  [Feature.EXPEDITED]: refused('Kargo keeps the first line of a commit message and the admission policy sees neither that nor the image, so nothing tells a hotfix at a closed window',
    'promote a hotfix by hand, under an exception to the windows that is recorded'),
};
