import type { ShiftSpec } from '../../model/spec';
import { TrafficShift } from '../../model/traffic-shift';
import type { DeployedPlace } from './places';
import type { Reading } from './reading';
import type { Shifting } from './shifting';
import { predefinedShift, SHIFTING_TYPES, shiftingOf } from './shifting';
import type { Resource } from './template';
import type { Templates } from './templates';
import type { WrittenAction } from './written-pipeline';

/** How traffic moves in a place: by what is deployed there, or by what an action names. Empty where nothing says it. */
export function shiftingsOf({ actions, templates }: DeployedPlace, reading: Reading): Shifting[] {
  const deployed = reading.templates.ofType(SHIFTING_TYPES, templates);
  const resources = deployed.length > 0 ? deployed : actions.flatMap((action) => namedBy(action, reading.templates) ?? []);
  return [...resources.flatMap((resource) => shiftingOf(resource, reading.templates) ?? []), ...actions.flatMap((action) => saidBy(action, reading))];
}

/** What an action deploys to, by name. */
function namedBy({ configuration, at }: WrittenAction, templates: Templates): Resource | undefined {
  const { DeploymentGroupName = '', ServiceName = '' } = configuration;
  const from = templates.at(at);
  return templates.named(from, DeploymentGroupName, ['AWS::CodeDeploy::DeploymentGroup'], 'DeploymentGroupName')
    ?? templates.named(from, ServiceName.replace(/\.Name\}$/, '}'), ['AWS::ECS::Service'], 'ServiceName');
}

/** An action of Lambda says itself how traffic moves. Of those that deploy in no known way, nothing is said. */
function saidBy(action: WrittenAction, { notes, templates }: Reading): Shifting[] {
  const { provider, configuration, at } = action;
  const shift = provider === 'Lambda' ? predefinedShift(configuration.DeployStrategy ?? '') : undefined;
  if (shift) return [{ shift, from: templates.at(at), alarms: [] }];
  const path = (configuration.TemplatePath ?? '').split('::').pop()!;
  if (path && !templates.atPath(path)) {
    notes.add(at, `deploys "${path}", which is not among the templates: how its traffic moves, and what stops it, is not known`);
    notes.seen.hide(`"${path}" is not among the templates`, 'shift', 'signals', 'bake');
  }
  if (!path && !namedBy(action, templates)) {
    notes.add(at, `how ${provider || 'the action'} moves traffic is not in the templates`);
    notes.seen.hide(`what ${provider || 'the action'} does is not in the templates`, 'shift', 'signals', 'bake');
  }
  return [];
}

/** The shift of a wave. Where places differ, the first that moves traffic in steps stands for them. */
export function shiftOfWave(shifts: readonly ShiftSpec[]): ShiftSpec {
  return shifts.find(({ kind }) => kind !== 'allAtOnce') ?? shifts[0] ?? TrafficShift.allAtOnce()._spec();
}
