import type { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { Delivery } from '../delivery';
import { admissionPolicy, policyLabels } from './admission-policy';
import { BREAK_GLASS_AUDIT, breakGlass } from './break-glass';
import { CREATED, during } from './calendar-expression';
import { NEW_PROMOTIONS, stageIn } from './promotions';

/**
 * Windows and freezes, as a policy on new Promotions. It needs no controller. A rollback is not a new Promotion, so nothing
 * here stands in its way.
 */
export function calendarPolicy(scope: Construct, delivery: Delivery): void {
  const rules = rulesOf(delivery.plan);
  if (rules.length === 0) return;
  admissionPolicy(scope, {
    name: `${delivery.project}-calendar`,
    namespace: delivery.project,
    labels: policyLabels(delivery),
    resourceRules: NEW_PROMOTIONS,
    variables: {
      at: CREATED,
      ...breakGlass(delivery),
      ...Object.fromEntries(rules.map(({ open }, i) => [openVariable(i), open])),
    },
    validations: rules.map(({ stages, message }, i) => ({
      expression: `variables.breakGlass || variables.${openVariable(i)} || !(${stageIn(stages)})`,
      message,
    })),
    auditAnnotations: BREAK_GLASS_AUDIT,
  });
}

interface Rule {
  readonly stages: string[];
  /** CEL that is true while Promotions to the Stages may be created. */
  readonly open: string;
  readonly message: string;
}

function rulesOf(plan: PlanDocument): Rule[] {
  const windows = plan.waves.flatMap((wave) => wave.gates.flatMap((gate) => (gate.kind === 'window' ? [{
    stages: wave.environments,
    open: gate.windows.map(({ hours }) => during(hours)).join(' || '),
    message: `outside the deployment window: ${gate.windows.map(({ name }) => name).join(', ')}`,
  }] : [])));
  const freezes = plan.freezes.map(({ name, owner, reason, span, tiers }) => ({
    stages: plan.environments.filter(({ tier }) => tiers.includes(tier)).map((environment) => environment.name),
    open: `!${during(span)}`,
    message: `frozen: ${name}, by ${owner}: ${reason}`,
  }));
  return [...windows, ...freezes].filter(({ stages }) => stages.length > 0);
}

function openVariable(index: number): string {
  return `open${index + 1}`;
}
