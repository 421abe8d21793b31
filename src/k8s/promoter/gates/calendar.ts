import type { Construct } from 'constructs';
import type { FreezeSpec } from '../../../model/spec';
import { datedInterval } from '../../../plan/calendar/interval';
import { rfc3339Text } from '../../../plan/calendar/local-date';
import type { Delivery } from '../../delivery';
import { environmentBranch } from '../../delivery';
import { emitPromoter, pipelineRef } from '../api';
import { cronWindows } from '../cron-windows';
import { FREEZES, freezeKey, freezesOf, gateKey } from '../status-keys';
import { webRequest } from '../web-request';

/** Windows and freezes. They hold what waits; nothing that runs is asked for them. */
export function calendar(scope: Construct, delivery: Delivery): void {
  const { waves } = delivery.plan;
  for (const wave of waves) {
    for (const gate of wave.gates) {
      if (gate.kind !== 'window') continue;
      const allow = gate.windows.flatMap(({ name, hours }) => cronWindows(hours, name));
      scheduled(scope, delivery, gateKey(wave, gate), [{ branch: environmentBranch(wave.environments[0]), allow }]);
    }
  }
  weeklyFreezes(scope, delivery);
  for (const freeze of delivery.plan.freezes) {
    if (waves.some((wave) => freezesOf(wave, delivery.plan).includes(freeze))) otherFreeze(scope, delivery, freeze);
  }
}

function weeklyFreezes(scope: Construct, delivery: Delivery): void {
  const environments = delivery.plan.waves.map((wave) => ({
    branch: environmentBranch(wave.environments[0]),
    exclude: freezesOf(wave, delivery.plan).flatMap(({ name, span }) => (span.kind === 'weekly' ? cronWindows(span, name) : [])),
  }));
  const frozen = environments.filter(({ exclude }) => exclude.length > 0);
  if (frozen.length > 0) scheduled(scope, delivery, FREEZES, frozen);
}

function scheduled(scope: Construct, delivery: Delivery, key: string, environments: object[]): void {
  emitPromoter(scope, delivery, 'ScheduledCommitStatus', `${delivery.plan.service}-${key}`, { ...pipelineRef(delivery), key, environments });
}

/** Cron has no year, and a duration no calendar: an expression reads the clock, and no request is ever made. */
function otherFreeze(scope: Construct, delivery: Delivery, freeze: FreezeSpec): void {
  const open = opened(freeze.span);
  if (open === undefined) return;
  webRequest(scope, delivery, { key: freezeKey(freeze), when: 'false', url: delivery.repositoryUrl, success: open });
}

function opened(span: FreezeSpec['span']): string | undefined {
  switch (span.kind) {
    case 'weekly': return undefined;
    case 'dated': {
      const { fromMs, toMs } = datedInterval(span);
      return `now() < date("${rfc3339Text(fromMs)}") || now() >= date("${rfc3339Text(toMs)}")`;
    }
    case 'yearly': return `let day = now().In(timezone("${span.timeZone}")).Format("01-02"); `
      + `day < "${span.from}" ${span.from <= span.to ? '||' : '&&'} day > "${span.to}"`;
    default: throw new Error(`not a span: ${JSON.stringify(span satisfies never)}`);
  }
}
