import { BAD_MANIFESTS } from './bad-input/manifests';
import { BAD_PLANS } from './bad-input/plans';
import { BAD_RELEASES } from './bad-input/releases';
import { BAD_WORKLOADS } from './bad-input/workloads';

/** Whole declarations that are wrong, each with every code that it gives. */
export const BAD_DECLARATIONS = [BAD_PLANS, BAD_WORKLOADS, BAD_RELEASES, BAD_MANIFESTS].flat();
