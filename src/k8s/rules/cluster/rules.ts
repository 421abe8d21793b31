import type { Rule } from '../rule';
import { admission } from './admission';
import { permissions } from './permissions';
import { pods } from './pods';
import { scaling } from './scaling';

/** What Kubernetes itself takes or refuses, and what would make a release of it unsafe. */
export const clusterRules: Rule[] = [scaling, admission, permissions, pods];
