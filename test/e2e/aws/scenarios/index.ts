import type { Scenario } from '../world';
import { alarmFires } from './alarm-fires';
import { deleteLeavesNothing } from './delete-leaves-nothing';
import { deploys } from './deploys';
import { footing } from './footing';
import { ledgerScenarios } from './ledger';
import { record } from './record';
import { releases } from './releases';
import { secondUpdate } from './second-update';

/** In the order they run. */
export const scenarios: readonly Scenario[] = [deploys, footing, alarmFires, ...releases, record, ...ledgerScenarios, ...secondUpdate, deleteLeavesNothing];
