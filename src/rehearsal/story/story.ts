import type { Scenario } from '../scenario';

/**
 * What every pipeline should be rehearsed with.
 */
export enum Story {
  /** A healthy release. */
  GOOD_BUILD = 'goodBuild',
  /** Half of the requests fail, everywhere. */
  BROKEN_BUILD = 'brokenBuild',
  /** In production ever more requests fail, in the course of the longest bake. */
  SLOW_LEAK = 'slowLeak',
  /** Nothing fails before the version has all of the traffic. */
  ERRORS_UNDER_LOAD = 'errorsUnderLoad',
  /** In production the version becomes four times as slow in a quarter of an hour. */
  LATENCY_RISE = 'latencyRise',
  /** At the second step there are no metrics for an hour. */
  METRIC_OUTAGE = 'metricOutage',
  /** Nobody uses the service from 22 to 6 o'clock, and the release arrives at half past nine in the evening. */
  NO_TRAFFIC_AT_NIGHT = 'noTrafficAtNight',
  /** An alarm that must be quiet fires for two hours when the release comes to it. */
  ALARM_FIRING_AT_ENTRY = 'alarmFiringAtEntry',
  /** Nobody answers. */
  APPROVER_ABSENT = 'approverAbsent',
  /** Somebody says no after twenty minutes. */
  APPROVAL_REFUSED = 'approvalRefused',
  /** A freeze begins while the release is under way. */
  FREEZE_BEGINS = 'freezeBegins',
  /** A window closes while the release bakes. */
  WINDOW_CLOSES = 'windowCloses',
  /** One place of production is lost for two hours while the release enters it: no metrics, and no rollback. An operator orders one, and again. */
  REGION_DOWN = 'regionDown',
  /** The deployment to one place of the last wave fails. */
  DEPLOYMENT_FAILS = 'deploymentFails',
  /** A version that fails in production cannot be taken back at first. */
  ROLLBACK_FAILS = 'rollbackFails',
  /** While the release waits, a newer one comes. */
  NEWER_CANDIDATE = 'newerCandidate',
  /** A hotfix comes in the middle of a freeze. */
  HOTFIX_IN_FREEZE = 'hotfixInFreeze',
  /** Data points are bad now and then, but never enough of them for an alarm. */
  FLAPPING_ALARM = 'flappingAlarm',
  /** Somebody breaks the glass of what is closed. */
  OPERATOR_OVERRIDE = 'operatorOverride',
}

/**
 * A story as it goes with one pipeline.
 */
export interface ReadyStory {
  /** Which one. */
  readonly story: Story;

  /**
   * To be played, with the names and times of the pipeline.
   * @default - the pipeline has nothing to show it with
   */
  readonly scenario?: Scenario;

  /**
   * What the pipeline does not have, for example `no wave asks for an approval`.
   * @default - it has everything
   */
  readonly missing?: string;
}
