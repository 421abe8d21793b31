import { badRelease } from './bad-release';
import { goBack } from './go-back';
import type { State } from './states';
import { assign, call, choice, expression } from './states';
import type { UndoTable } from './undo-table';
import { vetoing } from './vetoing';

export interface UndoDefinitionProps {
  readonly service: string;
  readonly table: UndoTable;
  /** Path of the vetoes' parameters. */
  readonly vetoes: string;
  /** Name of the source's artifact: its revision is what a candidate is known by. */
  readonly artifact: string;
}

/** Where the machine tells what it does. */
export const EVENT_SOURCE = 'spillway';
export const ROLLED_BACK = 'Release Rolled Back';
export const ROLLBACK_FAILED = 'Rollback Failed';

/**
 * The wave where it went wrong, those that the scope says, and those where the release was stopped, whatever the scope says. What CodePipeline
 * rolls back itself comes last: others are undone meanwhile.
 */
const BACK = `[
  $order[stage != $stage and (wave = $wave or $cause in $lookup($promoted, $wave) or wave in $movers.wave)].(
    $place := stage;
    $merge([$, $movers[stage = $place].{'mover': execution, 'since': since, 'began': began}])
  ),
  $again
]`;
/** Without quotes, which would break the messages it is quoted in. */
const NOT_UNDONE = `$replace($join($append($problems, $failed.todo), '; '), '"', '')`;

/**
 * The state machine that finishes what CodePipeline begins when it rolls a stage back: it vetoes the revision, stops it
 * where it is on its way, and undoes the other stages it has been through. No code: each task is one call of an API.
 *
 * It is started by the end of a stage that failed, by the start of a rollback, or by a person with
 * `{"wave": "prod", "by": "anna", "why": "customers cannot pay"}`. A failure and the rollback that follows it are two
 * events of one matter: whoever writes the veto first goes on.
 */
export function undoDefinition({ service, table, vetoes, artifact }: UndoDefinitionProps): Record<string, unknown> {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: { ...badRelease(table, artifact, vetoes), ...vetoing(vetoes), ...undoing(service, vetoes) },
  };
}

/** Undoes the other stages, and tells those who listen. */
function undoing(service: string, vetoes: string): Record<string, State> {
  const told = (type: string, next: string, detail: Record<string, unknown>) => call({
    api: 'events:putEvents',
    args: { Entries: [{ Source: EVENT_SOURCE, DetailType: type, Detail: { service, wave: expression('$wave'), stage: expression('$within'), ...detail } }] },
    next,
    otherwise: [{ on: ['States.ALL'], next }],
  });
  return {
    Scope: assign({ back: expression(BACK) }, 'Undo'),
    RollbackFailed: told(ROLLBACK_FAILED, 'Nothing', { execution: expression('$bad.id') }),
    Tell: told(ROLLED_BACK, 'Settled', {
      cause: expression('$cause'), execution: expression('$bad.id'), revision: expression('$bad.revision'), by: expression('$by'), why: expression('$reason'),
      undoes: expression("$count($undone) = 0 ? 'no other stage' : $join($undone, ', ')"),
    }),
    Undo: {
      Type: 'Map',
      Items: expression('$back'),
      MaxConcurrency: 1,
      ItemProcessor: goBack(vetoes),
      Assign: { failed: expression("[$states.result[outcome = 'failed']]"), undone: expression("[$states.result[outcome = 'undone'].stage]") },
      Next: 'News',
    },
    News: choice([['$news', 'Tell']], 'Settled'),
    Settled: choice([['$count($failed) + $count($problems) > 0', 'NotUndone']], 'Undone'),
    Undone: { Type: 'Succeed' },
    NotUndone: { Type: 'Fail', Error: 'NotUndone', Cause: expression(NOT_UNDONE) },
  };
}
