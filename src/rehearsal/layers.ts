import type { Gauge } from './gauge';
import type { Presence } from './symptoms';

/** A version in an environment, and how it is measured there. */
export interface Deployed extends Presence {
  readonly release: string;
  readonly gauges: ReadonlyMap<string, Gauge>;
}

const NONE: readonly Deployed[] = [];

/** The versions of each environment: what moves there lies on top with its share, and leaves the rest to what it moves onto. */
export class Layers {
  private readonly byEnvironment = new Map<string, readonly Deployed[]>();

  /** What came last. */
  public top(environment: string): Deployed | undefined {
    return this.of(environment).at(-1);
  }

  /** Where a release is at present, with the share that is left to it. */
  public presence(environment: string, release: string): Presence | undefined {
    const layers = this.of(environment);
    const at = layers.findIndex((layer) => layer.release === release);
    const above = at < 0 ? undefined : layers.at(at + 1);
    return above ? { ...layers[at], percent: 100 - above.percent } : layers[at];
  }

  public put(layer: Deployed): void {
    this.byEnvironment.set(layer.environment, [...this.of(layer.environment).filter(({ release }) => release !== layer.release), layer]);
  }

  /** A release has all traffic again, or what ran before everything that is known here. */
  public backTo(environment: string, release: string | null): void {
    const layers = this.of(environment);
    this.byEnvironment.set(environment, layers.slice(0, layers.findIndex((layer) => layer.release === release) + 1));
  }

  private of(environment: string): readonly Deployed[] {
    return this.byEnvironment.get(environment) ?? NONE;
  }
}
