import type { Scenario } from '../world';
import { alarmFires } from './alarm-fires';
import { asked } from './asked';
import { deleteLeavesNothing } from './delete-leaves-nothing';
import { deploys } from './deploys';
import { footing } from './footing';
import { freezes } from './freezes';
import { record } from './record';
import { releases } from './releases';
import { secondUpdate } from './second-update';
import { undoing } from './undoing';

/** In the order they run. */
export const scenarios: readonly Scenario[] = [
  deploys, footing, alarmFires, ...releases, record, ...freezes, ...asked, ...undoing, ...secondUpdate, deleteLeavesNothing,
];
