import { rmSync } from 'node:fs';
import { LAYERS } from '../test/k8s/rules/mutants/layers';
import { mutated } from '../test/k8s/rules/mutants/mutant';
import { MUTANTS } from '../test/k8s/rules/mutants/mutants';
import { APPLICATIONS } from '../test/k8s/support/verify/applications';
import { CHECKERS } from '../test/k8s/support/verify/checkers';
import { FAULTS, saidOf } from '../test/k8s/support/verify/faults';
import type { Subject } from '../test/k8s/support/verify/subject';
import { written } from '../test/k8s/support/verify/subject';

/*
 * Verifies what applications write for Kubernetes, the examples and the microservices-demo among them: `npm run
 * verify:k8s`. Then it puts single faults into manifests, each of which has to be found. What is not installed is told and not
 * counted.
 */

const failures: string[] = [];
const skipped: string[] = [];
let passed = 0;

/** Counts one check; it has failed when something is found. */
function count(name: string, found: string[]): void {
  if (found.length === 0) passed++;
  else failures.push(`${name}\n${found.map((line) => `  ${line}`).join('\n')}`);
}

function table(subjects: Subject[]): void {
  console.log(`${'checker'.padEnd(16)}${subjects.map(({ name }) => name.padStart(20)).join('')}`);
  for (const { name, missing, check } of CHECKERS) {
    const reason = missing();
    if (reason) skipped.push(`${name}: ${reason}`);
    const cells = subjects.map((subject) => {
      if (reason) return 'skipped';
      const found = check(subject);
      count(`${name}: ${subject.name}`, found);
      return found.length === 0 ? 'ok' : `${found.length} found`;
    });
    console.log(`${name.padEnd(16)}${cells.map((cell) => cell.padStart(20)).join('')}`);
  }
  console.log(`${'objects'.padEnd(16)}${subjects.map(({ folders }) => `${folders.flatMap(({ manifests }) => manifests).length}`.padStart(20)).join('')}`);
}

/** Faults in manifests, each of which everything finds that is named with it. */
function faults(everything: Subject): void {
  for (const mutant of MUTANTS) {
    const found = new Set(LAYERS.flatMap((layer) => layer.find(mutated(mutant))));
    count(`fault: ${mutant.what}`, mutant.foundBy.filter((name) => !found.has(name)).map((name) => `not found by ${name}`));
  }
  for (const fault of FAULTS) {
    const checker = CHECKERS.find(({ name }) => name === fault.foundBy)!;
    if (checker.missing()) continue;
    count(`fault: ${fault.what}`, saidOf(fault, everything, checker).length > 0 ? [] : [`not found by ${fault.foundBy}`]);
  }
  console.log(`\n${MUTANTS.length + FAULTS.length} single faults: ${MUTANTS.length} for the rules of controllers, ${FAULTS.length} for the other checkers`);
}

const subjects = Object.entries(APPLICATIONS).map(([name, make]) => written(name, make));
try {
  table(subjects);
  faults(subjects.find(({ name }) => name === 'everything')!);
} finally {
  for (const { directory } of subjects) rmSync(directory, { recursive: true });
}
for (const failure of failures) console.error(`\n${failure}`);
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
