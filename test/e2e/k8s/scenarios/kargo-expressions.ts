import { deepEqual, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Evaluation } from '../../../k8s/support/kargo/transcript';
import { built } from '../cluster/tools';
import type { Scenario } from '../world';

const ROOT = join(__dirname, '..', '..', '..', '..');
const EVALUATOR = join(__dirname, '..', 'kargo', 'evaluator');

interface Answer {
  readonly result: unknown;
  readonly error?: string;
}

/** Kargo itself is not here: it cannot be built from published modules. What it evaluates expressions by can. */
export const kargoExpressions: Scenario = {
  name: 'what the model of Kargo makes of the steps in all its tests, Kargo\'s own evaluator makes of them',
  alone: true,
  async run({ folder }) {
    const evaluator = join(built(EVALUATOR), 'evaluator');
    const transcript = join(folder, 'kargo.jsonl');
    const run = promisify(execFile);
    await run('node', [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), 'test/k8s/kargo'], { cwd: ROOT, env: { ...process.env, KARGO_TRANSCRIPT: transcript } });
    const evaluations = linesOf<Evaluation>(readFileSync(transcript, 'utf8'));
    const { stdout } = await run('sh', ['-c', `"${evaluator}" < "${transcript}"`], { maxBuffer: 1 << 28 });
    const answers = linesOf<Answer>(stdout);
    ok(evaluations.length > 1000 && answers.length === evaluations.length, `${evaluations.length} evaluations, ${answers.length} answers`);
    const differing = evaluations.flatMap(({ value, environment, calls, result, failed }, i) => {
      const { error, ...answer } = answers[i];
      const agreed = failed ? error !== undefined : error === undefined && JSON.stringify(sorted(answer.result)) === JSON.stringify(sorted(result));
      return agreed ? [] : [{ value, environment, calls, model: failed ? 'an error' : result, kargo: error ?? answer.result }];
    });
    deepEqual(differing.slice(0, 3), []);
  },
};

function linesOf<T>(text: string): T[] {
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as T);
}

/** The order of fields is nobody's. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}
