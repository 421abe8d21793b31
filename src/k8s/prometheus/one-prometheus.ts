import type { PlannedWave } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { quietNames, triggerNames } from '../../plan/wave-facts';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { Progressive, Promotion } from '../engine';
import { hasCanary } from '../flagger/ticks';
import type { FolderContents } from '../manifests/environment-folder';
import { budgetsOf } from './budget';
import { SP5307 } from './problems-signals';

/** Environments that a promotion asks one Prometheus about, although their workloads are measured by several. */
export function severalPrometheis({ engine, plan }: Delivery, contents: ReadonlyMap<Destination, FolderContents>): Problem[] {
  return [...contents].flatMap(([{ environment: { environmentName }, folder, prometheusAddress }, { workloads }]) => {
    const addresses = new Set(workloads.flatMap(({ _prometheus }) => (_prometheus ? [_prometheus.address] : [])));
    if (addresses.size < 2 || prometheusAddress !== undefined || engine.promotion === Promotion.NONE) return [];
    const waves = plan.waves.filter(({ environments }) => environments.includes(environmentName));
    return waves.some((wave) => asks(wave) || (engine.progressive === Progressive.FLAGGER && hasCanary(wave))) ? [SP5307.at(folder.chart.node.path, {
      got: [...addresses].sort().join(', '),
      allowed: 'one address for all workloads',
      remedies: ['pass `prometheusAddress` to deploy: one that knows what all of them record', 'give the workloads the same Prometheus'],
    })] : [];
  });
}

/** Whether anybody but an analysis asks: before the wave is entered, or while it bakes. */
function asks(wave: PlannedWave): boolean {
  return quietNames(wave).length > 0 || budgetsOf(wave).length > 0 || (wave.bakeMs > 0 && triggerNames(wave).length > 0);
}
