/** A part of a plan. */
export type Unsaid = 'path' | 'traffic' | 'acknowledged' | 'order' | 'labels' | 'tiers' | 'gates' | 'people' | 'systems' | 'versions' | 'zones' | 'jobs' | 'signals'
  | 'idle' | 'shifts' | 'measurements' | 'scopes' | 'bakes';

/** What manifests do not say of a plan, or say in another form, and why. */
export const UNSAID: readonly { readonly of: Unsaid; readonly what: string; readonly why: string }[] = [
  { of: 'path', what: 'where the declaration stood', why: 'objects know nothing of constructs' },
  { of: 'traffic', what: 'traffic', why: 'it is what the checks reckon with, and nothing that is applied' },
  { of: 'acknowledged', what: 'warnings that somebody took note of', why: 'they were answered before synthesis' },
  { of: 'order', what: 'the order in which waves, environments, signals and triggers were declared', why: 'Stages know only which come before them, and objects have no order' },
  { of: 'labels', what: 'labels of environments', why: 'no controller looks at them' },
  { of: 'tiers', what: 'tiers of a freeze in which there is no environment', why: 'a policy names the Stages that it holds' },
  { of: 'gates', what: 'the order in which gates of different kinds were declared, and which of one kind were declared apart', why: 'jobs are asked first, then windows and people, then other services and signals' },
  { of: 'people', what: 'how long somebody who promotes by hand may take, and what a group is called whose team reviews', why: 'Kargo waits without end, and asks for the team' },
  { of: 'systems', what: 'what change systems are called', why: 'a step has their address' },
  { of: 'versions', what: 'how a range of versions was written', why: 'a step compares numbers' },
  { of: 'zones', what: 'the time zone of a dated freeze, and the order of the days of a week', why: 'a policy compares instants' },
  { of: 'jobs', what: 'where one command of a job ends and the next begins, and parts of a second of its timeout', why: 'a job has one script, and a deadline in seconds' },
  { of: 'signals', what: 'what custom metrics and probes are called in the plan, the share of errors that must be noticed, and whose requests a signal counts that judges no version', why: 'a rule has the query and one bound, and records what everybody gets' },
  { of: 'idle', what: 'signals that undo a release in a wave in which nothing waits for them', why: 'they are recorded and alert, and nobody acts on it' },
  { of: 'shifts', what: 'what a traffic shift is called where its steps are those of another one', why: 'a Rollout has steps' },
  { of: 'measurements', what: 'parts of a period of a measurement', why: 'an analysis counts whole periods' },
  { of: 'scopes', what: 'the scope of each trigger, and one that has nothing before its wave', why: 'Kargo tells its steps that a promotion failed, not what it was' },
  { of: 'bakes', what: 'the bake of a last wave without signals', why: 'nobody takes its Freight any further, so nobody waits' },
];
