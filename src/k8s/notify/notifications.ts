import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import type { Audience } from '../audience';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import type { Message } from '../message';
import { SP5421, SP5422, SP5423 } from '../problems-policy';
import { alertRoutes } from './alert-routes';
import { MESSAGE_KINDS } from './message-kinds';
import { messagesOf, rolloutMessages } from './rollout-messages';

interface Told {
  readonly wave: PlannedWave;
  readonly destination: Destination;
}

/** Who is told what. Audiences and environments come in any order; where nobody listens nothing is written. */
export class Notifications {
  private readonly places: Told[] = [];

  constructor(private readonly delivery: Delivery) {}

  private get audiences(): Audience[] {
    return this.delivery.audiences;
  }

  public add(audience: Audience): void {
    this.audiences.push(audience);
    if (this.audiences.length === 1) for (const place of this.places) this.render(place);
  }

  public cover(wave: PlannedWave, destination: Destination): void {
    const place = { wave, destination };
    this.places.push(place);
    if (this.audiences.length > 0) this.render(place);
  }

  /** Everything that can be told of a Rollout, with examples. */
  public get messages(): Message[] {
    return this.places.flatMap(({ wave, destination }) => messagesOf(this.delivery, wave, destination.environment.environmentName));
  }

  public get problems(): Problem[] {
    const path = `${this.delivery.plan.path}/notifications`;
    const ids = this.audiences.map(({ _channel }) => _channel.id);
    return this.audiences.flatMap((audience, i) => {
      const { audienceName: got, _channel: { id } } = audience;
      return [
        ...(this.isHeard(audience) ? [] : [SP5421.at(`${path}/${got}`, {
          got: 'no urgency of any wave',
          allowed: 'at least one urgency, and waves of this pipeline',
          remedies: ['leave out the list', 'name an urgency and a wave of this pipeline'],
        })]),
        ...(/^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/.test(got) ? [] : [SP5422.at(`${path}/${got}`, {
          got,
          allowed: 'lower case letters, digits, hyphens and underscores, a letter or digit first and last',
          remedies: ['leave out the number sign', 'give the webhook another name'],
        })]),
        ...(ids.indexOf(id) === i ? [] : [SP5423.at(`${path}/${got}`, { got: `${got} twice`, allowed: 'once', remedies: ['put all urgencies and waves into one audience'] })]),
      ];
    });
  }

  private isHeard(audience: Audience): boolean {
    const waves = this.delivery.plan.waves.map(({ name }) => name);
    return (audience._waves ?? waves).every((wave) => waves.includes(wave))
      && waves.some((wave) => MESSAGE_KINDS.some(({ urgency }) => audience._hears(urgency, wave)));
  }

  private render({ wave, destination }: Told): void {
    rolloutMessages(this.delivery, wave, destination, this.audiences);
    alertRoutes(this.delivery, wave, destination, this.audiences);
  }
}
