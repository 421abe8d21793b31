import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cdk, PLACES } from './cdk';
import { Emulator } from './emulator';
import { scenarios } from './scenarios';
import { StandIns } from './stand-ins';
import { World } from './world';

/** Runs all scenarios against one emulator, and ends with the line that CI reads. Arguments choose scenarios by a part of their names. */
async function main(wanted: string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-e2e-'));
  let [passed, failed] = [0, 0];
  const step = async (name: string, work: () => Promise<unknown>) => {
    const startedMs = Date.now();
    const seconds = () => `${((Date.now() - startedMs) / 1000).toFixed(1)} s`.padStart(8);
    try {
      await work();
      passed += 1;
      console.log(`ok     ${seconds()}  ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${seconds()}  ${name}\n${`${(error as Error).stack}`.replace(/^/gm, '         ')}`);
      throw error;
    }
  };
  // every client says once more which version of Node it will want next year
  process.removeAllListeners('warning');
  Emulator.install();
  const standIns = await StandIns.start();
  const emulator = await Emulator.start(folder, standIns.url);
  standIns.emulatorUrl = emulator.url;
  const world = new World(emulator, standIns, new Cdk(folder, emulator.url));
  try {
    await step('three accounts are bootstrapped', () => Promise.all(Object.keys(PLACES).map((account) => world.cdk.bootstrap(account))));
    for (const { name, run, always } of scenarios) {
      const asked = wanted.length === 0 || wanted.some((part) => name.includes(part));
      const done = asked || always ? step(name, () => run(world)) : undefined;
      // one failure does not hide the others, but for those that all others need
      await (always ? done : done?.catch(() => undefined));
    }
  } catch {
    // said already
  } finally {
    await emulator.stop();
    await standIns.stop();
  }
  if (failed > 0) console.log(`\nthe end of ${emulator.log}:\n${readFileSync(emulator.log, 'utf8').split('\n').filter((line) => !line.includes('access')).slice(-60).join('\n')}`);
  else rmSync(folder, { recursive: true, force: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

// an 'exit' takes the emulator along
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
main(process.argv.slice(2)).then((ok) => process.exit(ok ? 0 : 1), (error) => {
  console.error(error);
  process.exit(1);
});
