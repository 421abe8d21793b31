import type { Wave } from '../model/wave';
import type { Channel } from './notify/channel';
import { slack, webhook } from './notify/channel';
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
   * The waves they are told about.
   * @default - all waves
   */
  readonly waves?: Wave[];
}

/**
 * Somebody who is told what happens to releases. What it takes to reach them is kept in the Secret
 * `argo-rollouts-notification-secret` of each environment's namespace, which is made elsewhere.
 */
export class Audience {
  /**
   * A channel in Slack. The Secret has `slack-token` for Argo Rollouts and `slack-url`, an incoming webhook, for Alertmanager.
   * @param channel its name, without a number sign
   * @see https://argo-rollouts.readthedocs.io/en/stable/generated/notification-services/slack/
   */
  public static slack(channel: string, options: AudienceOptions = {}): Audience {
    return new Audience(channel, slack(channel), options);
  }

  /**
   * A program. It gets a JSON object with `kind`, `urgency`, `service`, `environment`, `title`, `text` and `nextStep` from Argo
   * Rollouts, and Alertmanager's own from Alertmanager. The Secret has `<name>-url`.
   * @param name of the webhook
   * @see https://argo-rollouts.readthedocs.io/en/stable/generated/notification-services/webhook/
   */
  public static webhook(name: string, options: AudienceOptions = {}): Audience {
    return new Audience(name, webhook(name), options);
  }

  private constructor(
    /** Name of the channel or webhook. */
    public readonly audienceName: string,
    private readonly channel: Channel,
    private readonly options: AudienceOptions,
  ) {}

  /** @internal */
  public get _channel(): Channel {
    return this.channel;
  }

  /** @internal */
  public get _waves(): string[] | undefined {
    return this.options.waves?.map(({ waveName }) => waveName);
  }

  /** @internal */
  public _hears(urgency: Urgency, wave: string): boolean {
    const { urgencies } = this.options;
    return (!urgencies || urgencies.includes(urgency)) && (this._waves?.includes(wave) ?? true);
  }
}
