import type { Construct } from 'constructs';
import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { gateKey } from '../status-keys';
import { ANSWERED, ofEnvironment, WAITING, webRequest } from '../web-request';

/** Waits for the ticket; one that can no longer change and stands wrong fails the status. */
export function changeGates(scope: Construct, delivery: Delivery, wave: PlannedWave): void {
  for (const gate of wave.gates) {
    const system = gate.kind === 'change' ? delivery.changeSystems[gate.system] : undefined;
    if (gate.kind !== 'change' || !system) continue;
    const parameters = Object.entries({
      service: delivery.plan.service, wave: wave.name, commit: ofEnvironment('Proposed.Dry.Sha'), execution: ofEnvironment('Proposed.Hydrated.Sha'),
    });
    webRequest(scope, delivery, {
      key: gateKey(wave, gate),
      when: WAITING,
      url: `${system.url}?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`,
      secret: system.token.secret,
      success: `let stands = ${ANSWERED} && Response.Body.state in ${JSON.stringify(gate.states)}; `
        + `!stands && ${ANSWERED} && Response.Body.final == true ? {"phase": "failure"} : stands`,
    });
  }
}
