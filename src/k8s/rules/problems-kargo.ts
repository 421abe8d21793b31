import { error } from '../../plan/problem-definition';

/* Read in the sources and the documents of open-source Kargo 1.11.2. */

export const SP5266 = error('SP5266', 'only Kargo Enterprise obeys this',
  'Open-source Kargo takes the field and passes over it: a safety that does not exist.',
  'promotionPolicies: [{ stageSelector: { name: "prod" }, autoRollback: { onPromotion: ["Failed"] } }]');

export const SP5267 = error('SP5267', 'promotion step is none of open-source Kargo',
  'A Promotion with a step that Kargo does not know fails before its first one.',
  'steps: [{ uses: "send-message" }]');

export const SP5268 = error('SP5268', 'duration is not one that Kargo reads',
  'Kargo knows hours, minutes and seconds, and no days.',
  'sources: { stages: ["beta"], requiredSoakTime: "1d" }');

export const SP5269 = error('SP5269', 'sources of a Stage are not of one kind',
  'Without a source nothing is ever promoted there; with `direct` beside Stages every Freight is, whatever those Stages say of it.',
  'sources: { direct: true, stages: ["beta"] }');

export const SP5270 = error('SP5270', 'order of Stages is a circle',
  'Freight gets to a Stage only through the ones before it, so to none of these.',
  'sources: { stages: ["prod"] } // in the Stage that prod waits for');

export const SP5271 = error('SP5271', 'alias of a promotion step cannot be used',
  'Two steps of one alias, or an alias that Kargo gives itself, are refused.',
  'steps: [{ uses: "copy", as: "step-1" }]');

export const SP5272 = error('SP5272', 'expression cannot be evaluated',
  'Kargo compiles expressions when the step runs, so the Promotion fails in the middle of a release.',
  'config: { commit: "${{ commitOf(vars.repo) }}" }');

export const SP5273 = error('SP5273', 'expression asks for a step that has not run',
  'It finds nothing: an output is empty, and a condition on the status is never true, so that what undoes a release is skipped.',
  'if: "${{ status(\'pusj\') == \'Succeeded\' }}"');

export const SP5274 = error('SP5274', 'condition is not one expression',
  'Kargo takes anything else for a text, and a text is no yes or no: the step fails.',
  'steps: [{ uses: "fail", if: "failure()" }]');

export const SP5275 = error('SP5275', 'subscription is refused',
  'The webhook of Kargo refuses the Warehouse, or the Warehouse finds nothing.',
  'subscriptions: [{ image: { repoURL: "registry.example.com/web", semverConstraint: "^1.0.0" } }]');

export const SP5276 = error('SP5276', 'step with a task has fields of a step without one',
  'Kargo replaces the step by those of the task, and refuses what it could not hand on.',
  'steps: [{ task: { name: "promote" }, if: "${{ success() }}" }]');

export const SP5277 = error('SP5277', 'update is not allowed by the Application',
  'Kargo updates an Application only for the Stage that its annotation names.',
  'kind: Application // without kargo.akuity.io/authorized-stage, in an argocd-update step');

export const SP5278 = error('SP5278', 'promotion policies are refused',
  'The webhook of Kargo refuses the ProjectConfig, and no Stage is promoted by itself.',
  'promotionPolicies: [{ stageSelector: { name: "beta" } }, { stageSelector: { name: "beta" } }]');
