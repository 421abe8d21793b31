import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from './cluster/cluster';
import { scenarios } from './scenarios';
import type { Scenario } from './world';
import { World } from './world';

/**
 * Runs all scenarios on one cluster, most of them at the same time, and ends with the line that CI reads. Arguments choose
 * scenarios by a part of their names.
 */
async function main(wanted: string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-e2e-'));
  let [passed, failed] = [0, 0];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    const startedMs = Date.now();
    const seconds = () => `${((Date.now() - startedMs) / 1000).toFixed(1)} s`.padStart(8);
    try {
      const result = await work();
      passed += 1;
      console.log(`ok     ${seconds()}  ${name}`);
      return result;
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${seconds()}  ${name}\n${`${(error as Error).stack}`.replace(/^/gm, '         ')}`);
      return undefined;
    }
  };
  const cluster = await step('the control plane, Argo Rollouts and Prometheus start', () => Cluster.start(folder));
  if (cluster) {
    mkdirSync(join(folder, 'manifests'));
    const world = await World.start(cluster, join(folder, 'manifests'));
    const asked = scenarios.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
    const through = ({ name, run }: Scenario) => step(name, () => run(world));
    await Promise.all(asked.filter(({ alone }) => !alone).map(through));
    for (const scenario of asked.filter(({ alone }) => alone)) await through(scenario);
    if (failed > 0) console.log(`\n${cluster.logs()}`);
    await cluster.stop();
  }
  if (failed === 0) rmSync(folder, { recursive: true, force: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

// an 'exit' takes all programs along
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
main(process.argv.slice(2)).then((ok) => process.exit(ok ? 0 : 1), (error) => {
  console.error(error);
  process.exit(1);
});
