/** A part of a plan. */
export type Unsaid = 'path' | 'traffic' | 'acknowledged' | 'order' | 'measurements' | 'tiers' | 'gates' | 'windows' | 'versions' | 'signals' | 'scopes' | 'expedited' | 'shifts';

/** What templates do not say of a plan, or say in another form, and why. */
export const UNSAID: readonly { readonly of: Unsaid; readonly what: string; readonly why: string }[] = [
  { of: 'path', what: 'where the declaration stood', why: 'templates know their own constructs only' },
  { of: 'traffic', what: 'traffic', why: 'it is what the checks reckon with, and nothing that is deployed' },
  { of: 'acknowledged', what: 'warnings that somebody took note of', why: 'they were answered before synthesis' },
  { of: 'measurements', what: 'measurements', why: 'a bake that is longer by the longest of them watches their signals, and undoes what they find' },
  { of: 'order', what: 'which waves could run side by side, and the order in which signals and triggers were declared', why: 'stages stand in a row, and alarms in no order' },
  { of: 'tiers', what: 'tiers and labels of environments and freezes', why: 'a template says which waves a freeze holds; tiers are chosen so that it holds these, or by what environments are called' },
  { of: 'gates', what: 'the order in which gates of different kinds were declared, and which of one kind were declared apart', why: 'people and jobs are asked first, then the window, then the alarms' },
  { of: 'windows', what: 'names of windows, and other ways to say the same hours', why: 'a rule has a cron expression' },
  { of: 'versions', what: 'how a range of versions was written', why: 'the function that asks is given comparators' },
  { of: 'signals', what: 'what custom metrics and probes are called in the plan, the share of errors that must be noticed, whether no data holds or fails, whose requests are counted, and minimums that nothing counts outside of a shift', why: 'an alarm has the names of CloudWatch and one bound and knows no state that waits; those that stop a shift look at the new version in each data point, all others at what everybody gets' },
  { of: 'scopes', what: 'the scope of each signal, and that of failed deployments beside them', why: 'alarms share a condition, and a shift that an alarm stops is a deployment that failed' },
  { of: 'expedited', what: 'which types of release share a path, and what they may pass where there is nothing to pass', why: 'each type skips stages of its own; how long it bakes is seen where that is shorter than for others' },
  { of: 'shifts', what: 'the name of a flag, and a second copy that is neither looked at nor kept', why: 'a deployment of AppConfig has shares and times, and a switch is a switch' },
];
