import type { Rule } from '../rule';
import { expressions } from './expressions';
import { procedures } from './procedures';
import { projects } from './projects';
import { stages } from './stages';
import { warehouses } from './warehouses';

/** What open-source Kargo demands of a project, and what it takes without obeying it. */
export const kargoRules: Rule[] = [projects, warehouses, stages, procedures, expressions];
