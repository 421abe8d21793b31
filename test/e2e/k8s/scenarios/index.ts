import type { Scenario } from '../world';
import { badCanaries } from './bad-canary';
import { blueGreen, previewed } from './blue-green';
import { calendar } from './calendar';
import { examples } from './examples';
import { flagger } from './flagger';
import { goodRelease } from './good-release';
import { approval, guarded } from './guarded';
import { kargoExpressions } from './kargo-expressions';
import { noData, promotedUnseen } from './no-data';
import { overtaken } from './overtaken';
import { podSecurity } from './pod-security';
import { restart } from './restart';
import { routed } from './routed';
import { verifications } from './verification';

export const scenarios: Scenario[] = [
  goodRelease, ...badCanaries, noData, promotedUnseen, overtaken, blueGreen, previewed, routed, ...flagger, ...verifications,
  ...calendar, approval, guarded, podSecurity, ...examples, restart, kargoExpressions,
];
