import { Scenario } from '../scenario';
import { alarmFiringAtEntry, approvalRefused, approverAbsent, newerCandidate, operatorOverride } from './at-the-gates';
import { brokenBuild, errorsUnderLoad, flappingAlarm, goodBuild, latencyRise, slowLeak } from './builds';
import { freezeBegins, hotfixInFreeze, noTrafficAtNight, windowCloses } from './hours';
import { deploymentFails, metricOutage, regionDown, rollbackFails } from './outages';
import type { Setting } from './setting';
import type { ReadyStory } from './story';
import { Story } from './story';
import type { Telling } from './telling';

const TELLINGS: Record<Story, [string, Telling]> = {
  [Story.GOOD_BUILD]: ['good build', goodBuild],
  [Story.BROKEN_BUILD]: ['broken build', brokenBuild],
  [Story.SLOW_LEAK]: ['slow leak', slowLeak],
  [Story.ERRORS_UNDER_LOAD]: ['errors under load', errorsUnderLoad],
  [Story.LATENCY_RISE]: ['latency rise', latencyRise],
  [Story.METRIC_OUTAGE]: ['metric outage', metricOutage],
  [Story.NO_TRAFFIC_AT_NIGHT]: ['no traffic at night', noTrafficAtNight],
  [Story.ALARM_FIRING_AT_ENTRY]: ['alarm firing at entry', alarmFiringAtEntry],
  [Story.APPROVER_ABSENT]: ['approver absent', approverAbsent],
  [Story.APPROVAL_REFUSED]: ['approval refused', approvalRefused],
  [Story.FREEZE_BEGINS]: ['freeze begins', freezeBegins],
  [Story.WINDOW_CLOSES]: ['window closes', windowCloses],
  [Story.REGION_DOWN]: ['region down', regionDown],
  [Story.DEPLOYMENT_FAILS]: ['deployment fails', deploymentFails],
  [Story.ROLLBACK_FAILS]: ['rollback fails', rollbackFails],
  [Story.NEWER_CANDIDATE]: ['newer candidate', newerCandidate],
  [Story.HOTFIX_IN_FREEZE]: ['hotfix in a freeze', hotfixInFreeze],
  [Story.FLAPPING_ALARM]: ['flapping alarm', flappingAlarm],
  [Story.OPERATOR_OVERRIDE]: ['operator override', operatorOverride],
};

/** A story with the names and times of a plan, or what the plan does not have. */
export function readyStory(setting: Setting, story: Story): ReadyStory {
  const [name, tell] = TELLINGS[story];
  const told = tell(setting);
  return typeof told === 'string' ? { story, missing: told } : { story, scenario: Scenario.of(name, told) };
}
