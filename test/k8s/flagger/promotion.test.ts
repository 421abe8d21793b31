import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import { Duration, k8s } from 'spillway';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { AT_ONCE } from '../../../src/k8s/flagger/way-back';
import { CANARY, FLAGGER, GATEWAY, shopOn, WATCHED } from '../support/engines';
import { answer, HOUR_MS, quiet, Shop } from '../support/kargo/shop-promotions';
import type { Asked } from '../support/kargo/world';
import type { ShopOptions } from '../support/shop';
import { beta } from '../support/shop';

/*
 * Steps of emitted Stages, run by a model of Kargo against models of Git, Argo CD, Prometheus, and Flagger as its source reads:
 * to Argo CD and Prometheus a Canary stays what it was until Flagger has looked.
 */

const MINUTE_MS = 60_000;
const RUNNING = '0';
const SUCCEEDED = '1';
const FAILED = '2';

const options = (): ShopOptions => ({
  app: new k8s.GitOpsApp({ outdir: 'unused', engine: FLAGGER }),
  pipeline: { rollbackOn: WATCHED },
  waves: [['beta', { environments: [beta], trafficShift: CANARY, bakeTime: Duration.hours(1) }]],
  workload: { router: GATEWAY },
});

/** What Flagger says at a time after the change. */
type Said = (sinceMs: number) => string | undefined;

class FlaggerShop extends Shop {
  private changedMs = 0;

  constructor(said: Said) {
    super(options());
    this.world.answer = (asked: Asked) => {
      if (!asked.query.query.includes('flagger_canary_status')) return quiet(asked);
      const status = said(this.world.nowMs - this.changedMs);
      return status === undefined ? answer() : answer(status);
    };
  }

  public begin(letter: string) {
    this.changedMs = this.world.nowMs;
    return this.promotion('beta', this.freight(letter));
  }
}

const looksAfter = (interval: number, verdict: string): Said => (sinceMs) => {
  if (sinceMs < interval * MINUTE_MS) return SUCCEEDED;
  return sinceMs < 3 * interval * MINUTE_MS ? RUNNING : verdict;
};

describe('a promotion with Flagger, in a model of Kargo', () => {
  test('is not over before Flagger has looked, although all seems well', () => {
    const made = new FlaggerShop(looksAfter(10, SUCCEEDED));
    const before = made.world.nowMs;
    const promotion = made.begin('a');
    const canary = promotion.run().find(([alias]) => alias === 'canary');
    expect(canary).toEqual(['canary', 'Succeeded']);
    // three intervals of Flagger, and the bake
    expect(made.world.nowMs - before).toBeGreaterThanOrEqual(30 * MINUTE_MS + HOUR_MS);
    expect(promotion.succeeded).toBe(true);
  });

  test('takes back in Git what Flagger took back', () => {
    const made = new FlaggerShop((sinceMs) => (bad ? looksAfter(10, FAILED)(sinceMs) : SUCCEEDED));
    let bad = false;
    made.begin('a').run();
    bad = true;
    const promotion = made.begin('b');
    expect(promotion.run().find(([alias]) => alias === 'canary')).toEqual(['canary', 'Failed']);
    expect(promotion.succeeded).toBe(false);
    expect(made.asked('beta')[0]).toBe('a');
  });

  test('is not failed by what Flagger said of the release before', () => {
    const made = new FlaggerShop((sinceMs) => (sinceMs < 9 * MINUTE_MS ? FAILED : looksAfter(9, SUCCEEDED)(sinceMs)));
    expect(made.begin('a').run().find(([alias]) => alias === 'canary')).toEqual(['canary', 'Succeeded']);
  });

  test('fails when Flagger is silent: nothing is taken for a success', () => {
    const made = new FlaggerShop((sinceMs) => (silent ? undefined : looksAfter(1, SUCCEEDED)(sinceMs)));
    let silent = false;
    made.begin('a').run();
    silent = true;
    const promotion = made.begin('b');
    expect(promotion.run().find(([alias]) => alias === 'canary')).toEqual(['canary', 'Errored']);
    expect(made.asked('beta')[0]).toBe('a');
  });
});

/** A Canary that somebody wrote beside the workload. */
const OTHER = {
  provider: 'kubernetes',
  targetRef: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'other' },
  service: { port: 80 },
  analysis: { interval: '1m', threshold: 2, iterations: 3, webhooks: [{ name: 'smoke', type: 'pre-rollout', url: 'http://smoke.shop/' }] },
};

describe('the way back', () => {
  test('releases what is brought back at once', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'flagger-'));
    const { app } = shopOn(FLAGGER, { ...options(), app: new k8s.GitOpsApp({ outdir, engine: FLAGGER }) });
    new ApiObject(app.node.findChild('beta') as Chart, 'Other', { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata: { name: 'other' }, spec: OTHER });
    app.synth();
    const file = join(outdir, 'beta', 'kustomization.yaml');
    const canary = (name: string) => parseAllDocuments(execFileSync('kubectl', ['kustomize', join(outdir, 'beta')], { encoding: 'utf8' }))
      .map((one) => one.toJSON()).find(({ kind, metadata }) => kind === 'Canary' && metadata.name === name).spec;
    expect(canary('web')).toMatchObject({ skipAnalysis: false, analysis: { interval: '10m' } });
    // what the promotion's step does to the one line
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').filter((line) => /^\s*(- )?patch: /.test(line))).toHaveLength(1);
    const kustomization = parse(text);
    kustomization.patches[0].patch = AT_ONCE;
    writeFileSync(file, stringify(kustomization));
    expect(canary('web')).toMatchObject({ skipAnalysis: true, analysis: { interval: '10s', stepWeights: [10] } });
    expect(canary('other')).toEqual(OTHER);
  });
});
