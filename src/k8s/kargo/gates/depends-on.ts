import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { goDuration } from '../../go-duration';
import { ENTERING, when } from '../promotion-record';
import type { PromotionStep } from '../step';
import { POLL_INTERVAL, WHILE_WATCHING } from '../step';
import { GATE_PATIENCE_MS } from './patience';
import { bearer } from './token';
import { inRange } from './versions';

/** What the Stage holds now, as Kargo's API tells it; nothing before the first promotion. */
const CURRENT = 'first(response.body.status?.freightHistory ?? [])';

/** Waits until the Stage of the other service holds verified Freight with an image of a version that will do. */
export function dependsOnSteps({ kargoApi }: Delivery, wave: PlannedWave): PromotionStep[] {
  return wave.gates.flatMap((gate) => {
    if (gate.kind !== 'dependsOn' || !kargoApi) return [];
    const { url, token, projects = {} } = kargoApi;
    const project = projects[gate.service] ?? `${gate.service}-release`;
    const hasVersion = `any(values(#.items ?? {}), {any(#.images ?? [], {${inRange(gate.versions, '#.tag')}})})`;
    const isVerified = 'first(#.verificationHistory ?? [])?.phase == "Successful"';
    return [{
      uses: 'http',
      as: gate.id,
      if: when(ENTERING),
      retry: { ...WHILE_WATCHING, timeout: goDuration(GATE_PATIENCE_MS) },
      config: {
        url: `${url}/v1beta1/projects/${project}/stages/${gate.environment}`,
        headers: [bearer(token)],
        pollInterval: POLL_INTERVAL,
        successExpression: `response.status == 200 && any(filter([${CURRENT}], {# != nil}), {${isVerified} && ${hasVersion}})`,
      },
    }];
  });
}
