import type { Rule } from '../rule';
import { gates } from './gates';
import { health } from './health';
import { requests } from './requests';
import { strategies } from './strategies';
import { times } from './times';

/** What GitOps Promoter demands, and what it takes without obeying it. */
export const promoterRules: Rule[] = [strategies, gates, times, requests, health];
