import { apiModel } from './api-model';
import { asl } from './asl';
import { contract } from './contract';
import { iam } from './iam';
import { pipelineRules } from './pipeline-rules';
import { schema } from './schema';
import type { Checker } from './subject';

/** Everything that needs npm alone. */
export const CHECKERS: Checker[] = [schema, apiModel, pipelineRules, asl, iam, contract];
