import type { Manifest } from '../manifest-validator';
import type { ShopOptions } from '../shop';
import { DIGEST, IMAGE, manifests, shop } from '../shop';
import { Promotion } from './promotion';
import type { Answer, Asked, Freight } from './world';
import { World } from './world';

export const HOUR_MS = 3_600_000;
export const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;

interface Kustomization {
  readonly images: { readonly digest: string }[];
}

export class Shop {
  public readonly world = new World();
  /** What the next releases say is recorded where they run. */
  public recorded = 'budget-0.999-720h/web,error-ratio/web,latency-p99/web';
  private readonly emitted: Manifest[];

  constructor(options: ShopOptions) {
    this.emitted = manifests(shop(options).app);
    this.world.answer = quiet;
  }

  /** A release: its manifests are committed, as the build does, and Freight is made of them. */
  public freight(letter: string): Freight {
    const files = Object.fromEntries(['beta', 'east', 'west'].flatMap((environment) => [
      [`dist/${environment}/kustomization.yaml`, {
        kind: 'Kustomization',
        metadata: { annotations: { 'spillway.dev/recorded': this.recorded } },
        images: [{ name: IMAGE, digest: DIGEST }],
      }],
      [`dist/${environment}/Rollout.web.yaml`, { release: letter }],
    ]));
    const commit = this.world.git.push('main', files, `release ${letter}`);
    return { name: letter.repeat(40), commit: { ID: commit, Author: 'Alex <alex@example.com>' }, images: { [IMAGE]: { Digest: digestOf(letter), Tag: '1.0.0' } } };
  }

  public promotion(stage: string, freight: Freight, actor?: string): Promotion {
    return new Promotion(this.world, this.emitted, stage, freight, actor);
  }

  /** What the branch of an environment asks for: the release of the manifests, and the digest. */
  public asked(environment: string): string[] {
    const files = this.world.git.files(this.world.git.head(`environment/${environment}`)!);
    if (!files['Rollout.web.yaml']) return [];
    const { images: [{ digest }] } = files['kustomization.yaml'] as Kustomization;
    return [(files['Rollout.web.yaml'] as { release: string }).release, digest];
  }

  /** Argo Rollouts gives a release up when it has been there for a while. */
  public isBad(letter: string): void {
    this.world.healthOf = (_, files, sinceMs) => {
      const { release } = files['Rollout.web.yaml'] as { release: string };
      if (release !== letter) return 'Healthy';
      return sinceMs < 5 * 60_000 ? 'Progressing' : 'Degraded';
    };
  }
}

export const answer = (...values: string[]): Answer => signalled(Object.fromEntries(values.map((value, i) => [['error-ratio', 'latency-p99'][i] ?? `signal-${i}`, value])));
export const quiet = (asked: Asked) => signalled(Object.fromEntries(signalsOf(asked).map((name) => [name, '0'])));

/** What Prometheus answers about signals, by their names. */
export const signalled = (values: Record<string, string>): Answer => ({
  status: 200, body: { data: { result: Object.entries(values).map(([signal, value]) => ({ metric: { signal }, value: [0, value] })) } },
});

/** The signals that a question is about. */
export const signalsOf = ({ query: { query } }: Asked) => query.match(/signal=~"([^"]*)"/)![1].split('|');
