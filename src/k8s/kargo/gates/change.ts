import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { goDuration } from '../../go-duration';
import { ENTERING, when } from '../promotion-record';
import type { PromotionStep } from '../step';
import { POLL_INTERVAL, WHILE_WATCHING } from '../step';
import { GATE_PATIENCE_MS } from './patience';
import { bearer } from './token';

/** Waits for the ticket; one that can no longer change and stands wrong turns the release away at once. */
export function changeSteps({ plan, repositoryUrl, changeSystems }: Delivery, wave: PlannedWave): PromotionStep[] {
  return wave.gates.flatMap((gate) => {
    const system = gate.kind === 'change' ? changeSystems[gate.system] : undefined;
    if (gate.kind !== 'change' || !system) return [];
    const stands = `response.body?.state in ${JSON.stringify(gate.states)}`;
    return [{
      uses: 'http',
      as: gate.id,
      if: when(ENTERING),
      retry: { ...WHILE_WATCHING, timeout: goDuration(GATE_PATIENCE_MS) },
      config: {
        url: system.url,
        headers: [bearer(system.token)],
        queryParams: [
          { name: 'service', value: plan.service },
          { name: 'wave', value: wave.name },
          { name: 'commit', value: `\${{ quote(commitFrom('${repositoryUrl}').ID) }}` },
          { name: 'execution', value: '${{ ctx.promotion }}' },
        ],
        pollInterval: POLL_INTERVAL,
        successExpression: `response.status == 200 && ${stands}`,
        failureExpression: `response.status == 200 && response.body?.final == true && !(${stands})`,
      },
    }];
  });
}
