import { act } from './actions';
import type { Approvals } from './approvals';
import { met } from './condition';
import type { ActionDefinition, ConditionDefinition, Place, StageDefinition } from './definition';
import type { Execution, Stay } from './execution';
import type { Surroundings } from './surroundings';
import type { Process } from './virtual-time';

/** Where a run of a stage begins: a person may have overridden a condition, or ask for the failed actions only. */
export type Beginning = 'entry' | 'actions' | 'failedActions' | 'end';

export interface StageRunProps {
  readonly stage: StageDefinition;
  readonly stay: Stay;
  readonly approvals: Approvals;
  readonly around: Surroundings;
  readonly tell: (action: ActionDefinition, state: 'STARTED' | 'SUCCEEDED' | 'FAILED') => void;
}

/** One execution in one stage: its entry, its actions, and what follows from how they end. */
export class StageRun {
  private readonly execution: Execution;

  constructor(private readonly props: StageRunProps) {
    this.execution = props.stay.execution;
  }

  /** Sets the stay's status. Gives whether the stage has to be rolled back. */
  public* from(beginning: Beginning): Process<boolean> {
    const { stage, stay } = this.props;
    stay.failedBy = undefined;
    if (beginning === 'entry' && !(yield* this.mayEnter())) {
      stay.status = stage.beforeEntry!.result === 'SKIP' ? 'Skipped' : 'Failed';
      if (stay.status === 'Skipped') return false;
      stay.failedBy = 'BEFORE_ENTRY';
      return yield* this.failedByCondition();
    }
    if (beginning !== 'end' && !(yield* this.acted(beginning === 'failedActions'))) {
      stay.status = 'Failed';
      if (this.execution.status === 'Stopping') return false;
      return yield* this.rollsBack();
    }
    if (beginning !== 'end' && !(yield* this.maySucceed())) {
      stay.status = 'Failed';
      stay.failedBy = 'ON_SUCCESS';
      return stage.onSuccess!.result === 'ROLLBACK' ? true : yield* this.failedByCondition();
    }
    stay.status = 'Succeeded';
    return false;
  }

  private* mayEnter(): Process<boolean> {
    const { stage, around } = this.props;
    const asked = this.execution.type === 'STANDARD' || around.unknowns.rollbackPassesEntry;
    return !asked || (yield* this.met(stage.beforeEntry, 'beforeEntry'));
  }

  private* maySucceed(): Process<boolean> {
    const { stage, around } = this.props;
    const asked = this.execution.type === 'STANDARD' || around.unknowns.rollbackPassesSuccess;
    return !asked || (yield* this.met(stage.onSuccess, 'onSuccess'));
  }

  /** All actions in their order, with one more attempt where the stage is told to retry. */
  private* acted(failedOnly: boolean): Process<boolean> {
    const retry = this.props.stage.onFailure?.retry;
    if (yield* this.inOrder(failedOnly)) return true;
    return retry !== undefined && (yield* this.inOrder(retry === 'FAILED_ACTIONS'));
  }

  /** Those of one order run side by side; all of them end before the stage does. */
  private* inOrder(failedOnly: boolean): Process<boolean> {
    const { stage, stay, around } = this.props;
    const missing = failedOnly ? stage.actions.filter(({ name }) => !stay.succeeded.has(name)) : stage.actions;
    for (const order of [...new Set(missing.map(({ runOrder }) => runOrder))].sort((a, b) => a - b)) {
      if (this.execution.status === 'Stopping') return false;
      const tasks = missing.filter(({ runOrder }) => runOrder === order).map((action) => around.time.spawn(this.action(action)));
      yield* around.time.until(() => tasks.every(({ done }) => done));
      if (tasks.some(({ value }) => !value)) return false;
    }
    return true;
  }

  private* action(action: ActionDefinition): Process<boolean> {
    const { stage, stay, approvals, around, tell } = this.props;
    tell(action, 'STARTED');
    const succeeded = yield* act({ stage: stage.name, action, execution: this.execution }, approvals, around);
    if (succeeded) stay.succeeded.add(action.name);
    tell(action, succeeded ? 'SUCCEEDED' : 'FAILED');
    return succeeded;
  }

  private* failedByCondition(): Process<boolean> {
    return this.props.around.unknowns.failedConditionFailsStage && (yield* this.rollsBack());
  }

  /** The result on failure engages when its rules succeed, or without any. */
  private* rollsBack(): Process<boolean> {
    const { onFailure } = this.props.stage;
    if (!onFailure) return false;
    if (onFailure.condition) return onFailure.condition.result === 'ROLLBACK' && (yield* this.met(onFailure.condition, 'onFailure'));
    return onFailure.result === 'ROLLBACK';
  }

  private* met(condition: ConditionDefinition | undefined, place: Place): Process<boolean> {
    if (condition === undefined) return true;
    this.props.stay.judged = place;
    const isMet = yield* met(condition, place, this.execution, this.props.around);
    this.props.stay.judged = undefined;
    return isMet;
  }
}
