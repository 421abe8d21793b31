import { matches } from '../event-pattern';
import { pipelineEvent, stageEvent } from '../sample-events';
import type { run } from '../stepfunctions/state-machine';
import type { StateChange } from './actor';
import type { Template } from './template';
import { resourcesOf, text } from './template';

interface MachineProperties {
  readonly StateMachineName?: string;
  readonly DefinitionString: unknown;
}
interface RuleProperties {
  readonly EventPattern?: Record<string, unknown>;
  readonly Targets?: { readonly Arn: unknown }[];
}

/** What the place of a pause in a definition asks for: time passes in the model. */
export const WAIT = 'model:wait';

/** A state machine of a template, and what starts it: the definition and the rules are the synthesized ones. */
export class WrittenMachine {
  public readonly definition: Parameters<typeof run>[0];
  private readonly patterns: readonly Record<string, unknown>[];

  private constructor(template: Template, id: string, { DefinitionString }: MachineProperties, substitutions: Record<string, string>) {
    const waiting = (_: string, value: unknown) => (isWait(value)
      ? { Type: 'Task', Resource: WAIT, Arguments: { seconds: value.Seconds }, Next: value.Next } : value);
    const filled = Object.entries({ partition: 'aws', ...substitutions }).reduce((so, [name, value]) => so.replaceAll(`\${${name}}`, value), text(DefinitionString));
    this.definition = JSON.parse(filled, waiting) as Parameters<typeof run>[0];
    this.patterns = resourcesOf<RuleProperties>(template, 'AWS::Events::Rule')
      .filter(([, { Targets = [] }]) => Targets.some(({ Arn }) => text(Arn) === id)).map(([, { EventPattern }]) => EventPattern!);
  }

  /** @param name how its name, or logical id, ends or begins */
  public static find(template: Template, name: RegExp, substitutions: Record<string, string> = {}): WrittenMachine | undefined {
    const found = resourcesOf<MachineProperties>(template, 'AWS::StepFunctions::StateMachine').filter(([id, { StateMachineName }]) => name.test(StateMachineName ?? id));
    if (found.length > 1) throw new Error(`the template has ${found.length} state machines ${name}`);
    return found.length === 1 ? new WrittenMachine(template, ...found[0], substitutions) : undefined;
  }

  /** The event that a change of state is, when it starts the machine. */
  public startedBy({ level, stage, state, execution }: StateChange): object | undefined {
    if (level === 'action') return undefined;
    const [pattern, event] = this.patterns.map((one) => {
      const { pipeline: [name] } = one.detail as { pipeline: unknown[] };
      return [one, level === 'stage' ? stageEvent(name, stage!, state) : pipelineEvent(name, state)] as const;
    }).find(([one, told]) => matches(one, told)) ?? [];
    if (!pattern) return undefined;
    const { detail, ...envelope } = event as { detail: object };
    return { ...envelope, detail: { ...detail, 'execution-id': execution.id } };
  }
}

function isWait(value: unknown): value is { readonly Seconds: unknown; readonly Next: string } {
  return typeof value === 'object' && value !== null && (value as { Type?: unknown }).Type === 'Wait';
}
