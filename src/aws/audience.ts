import type { IEventBus, IRuleTarget } from 'aws-cdk-lib/aws-events';
import { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { EventBus, SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IResource } from 'aws-cdk-lib/core';
import type { Wave } from '../model/wave';
import type { Told } from './notify/told';
import type { Urgency } from './urgency';

/**
 * What an audience is told.
 */
export interface AudienceOptions {
  /**
   * How urgent what they are told is.
   * @default - all urgencies
   */
  readonly urgencies?: Urgency[];

  /**
   * The waves they are told about. Of what concerns no wave, such as a failed build, they are told what pages only.
   * @default - all waves, and what concerns none
   */
  readonly waves?: Wave[];
}

/**
 * Somebody who is told what happens to releases.
 */
export class Audience {
  /**
   * Whoever subscribes to a topic. A message is a JSON object with `kind`, `urgency`, `service`, `title`, `text` and `nextStep`.
   * @param topic in the Region of the pipeline, not FIFO. When it is encrypted, with a key of yours whose policy lets
   * `events.amazonaws.com` use it; the CDK adds that to a key it knows.
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
   */
  public static topic(topic: ITopic, options: AudienceOptions = {}): Audience {
    return new Audience(topic, options, (told) => new SnsTopic(topic, { message: RuleTargetInput.fromObject({ ...told, thread: undefined }) }), topic);
  }

  /**
   * A channel in Slack or Microsoft Teams, through a topic that Amazon Q Developer in chat applications (AWS Chatbot) listens to.
   * @param topic as for `topic`, and among the channel's notification topics
   * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
   */
  public static chat(topic: ITopic, options: AudienceOptions = {}): Audience {
    return new Audience(topic, options, ({ kind, title, text, nextStep, thread }) => new SnsTopic(topic, { message: RuleTargetInput.fromObject({
      version: '1.0',
      source: 'custom',
      content: { textType: 'client-markdown', title, description: text, nextSteps: [nextStep] },
      metadata: { eventType: kind, ...(thread ? { threadId: thread } : {}) },
    }) }), topic);
  }

  /**
   * A bus of events, for programs. It gets the events themselves, since EventBridge does not reword what goes to a bus.
   * @param bus not the default one of the pipeline's account and Region, which has the events already
   */
  public static bus(bus: IEventBus, options: AudienceOptions = {}): Audience {
    return new Audience(bus, options, () => new EventBus(bus));
  }

  private constructor(
    private readonly resource: IResource,
    private readonly options: AudienceOptions,
    private readonly target: (told: Told) => IRuleTarget,
    private readonly topicOf?: ITopic,
  ) {}

  /** @internal */
  public get _path(): string {
    return this.resource.node.path;
  }

  /** @internal */
  public get _topic(): ITopic | undefined {
    return this.topicOf;
  }

  /** @internal */
  public get _waves(): Wave[] | undefined {
    return this.options.waves;
  }

  /** @internal */
  public _hears(urgency: Urgency): boolean {
    return !this.options.urgencies || this.options.urgencies.includes(urgency);
  }

  /** @internal */
  public _target(told: Told): IRuleTarget {
    return this.target(told);
  }
}
