import type { FreezeSpec, WindowSpec } from '../../model/spec';
import { named } from '../../plan/reading/named';
import type { Field } from '../rules/field';
import { ADMISSION_BINDING, ADMISSION_POLICY } from '../rules/kinds';
import type { Manifest } from '../rules/manifest';
import { alternatives, hoursOf, spanOf } from './calendar-text';
import type { Reading } from './reading';

/** When Promotions to some Stages may be created. */
export interface StagesWindow {
  readonly stages: string[];
  readonly windows: WindowSpec[];
}

/** When no Promotion to some Stages may be. */
export interface StagesFreeze {
  readonly stages: string[];
  readonly freeze: Omit<FreezeSpec, 'tiers'>;
  readonly at: Field;
}

export interface AdmissionCalendar {
  readonly windows: StagesWindow[];
  readonly freezes: StagesFreeze[];
}

const STAGES = /object\.spec\.stage in \[([^\]]*)\]/;
const OPEN = /variables\.(open\w*)/;
const WINDOW = /^outside the deployment window: (.+)$/;
const FREEZE = /^frozen: (.+?), by (.+?): ([\s\S]*)$/;

/** Windows and freezes out of the policies on new Promotions of a project, as far as something binds them. */
export function admissionCalendar(project: string, reading: Reading): AdmissionCalendar {
  const windows: StagesWindow[] = [];
  const freezes: StagesFreeze[] = [];
  const policies = reading.sources.of(ADMISSION_POLICY).filter((policy) => concerns(policy, project) && isBound(policy, reading));
  for (const policy of policies) {
    for (const validation of policy.spec.at('validations').items) {
      const expression = validation.at('expression').text;
      const [, variable] = OPEN.exec(expression) ?? [];
      const [, stages] = STAGES.exec(expression) ?? [];
      const open = policy.spec.at('variables').items.find((one) => one.at('name').text === variable)?.at('expression');
      // who promotes is read where the right to is given
      if (!open && /variables\.throughKargo|request\.userInfo/.test(expression)) continue;
      const rule = open && stages !== undefined ? ruleOf(open, validation.at('message').text, freezes.length) : undefined;
      const held = (stages ?? '').split(',').map((stage) => stage.trim().replace(/^'|'$/g, '')).filter((stage) => stage !== '');
      if (!rule) reading.notes.add(validation, 'is neither a window nor a freeze that a plan can say; left out');
      else if ('hours' in rule) windows.push({ stages: held, windows: rule.hours });
      else freezes.push({ stages: held, freeze: rule, at: validation });
    }
  }
  return { windows, freezes };
}

function ruleOf(open: Field, message: string, count: number): { hours: WindowSpec[] } | StagesFreeze['freeze'] | undefined {
  const cel = open.text.trim();
  if (cel.startsWith('!(')) {
    const [inner] = alternatives(cel);
    const span = spanOf(inner) ?? spanOf(`(${inner})`);
    const [, name = `freeze-${count + 1}`, owner = 'unknown', reason = message] = FREEZE.exec(message) ?? [];
    return span && { name: named(name, 'freeze', 48), span, owner, reason };
  }
  const hours = hoursOf(cel);
  const names = WINDOW.exec(message)?.[1].split(', ') ?? [];
  return hours && { hours: hours.map((one, i) => ({ name: named(names[i] ?? '', `window-${i + 1}`, 48), hours: one })) };
}

/** Whether it is asked when a Promotion of the project is created. */
function concerns({ spec }: Manifest, project: string): boolean {
  const constraints = spec.at('matchConstraints');
  const namespace = constraints.at('namespaceSelector', 'matchLabels', 'kubernetes.io/metadata.name').text;
  return ['', project].includes(namespace) && constraints.at('resourceRules').items.some((rule) => rule.at('resources').texts.includes('promotions')
    && rule.at('operations').texts.some((operation) => ['CREATE', '*'].includes(operation)));
}

/** A policy that nothing binds, or that is bound without denying, holds nobody. */
function isBound(policy: Manifest, { sources, notes }: Reading): boolean {
  const bindings = sources.of(ADMISSION_BINDING).filter(({ spec }) => spec.at('policyName').text === policy.name);
  const denies = bindings.some(({ spec }) => spec.at('validationActions').texts.includes('Deny'));
  if (!denies) notes.add(policy.root, bindings.length === 0 ? 'no binding makes it hold; left out' : 'its binding denies nothing; left out');
  return denies;
}
