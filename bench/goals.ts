import type { Row } from './comparison';

/** A promise, and where the figures stand. */
export interface Standing {
  readonly goal: string;
  readonly stands: string;
  readonly isKept: boolean;
}

/** The measured tables, by title. */
export type Tables = ReadonlyMap<string, Row[]>;

const HAND_WRITTEN = ['hand-written L1', 'hand-written L1, the same release'];
const GROWTH = 'Growth: environments of 1 stack, one at a time';
const GROWING_FOLDERS = 'Growth: environments of 10 workloads';

/** Everything that is promised of what was measured. */
export function standings(tables: Tables): Standing[] {
  const row = (title: string, name: string) => tables.get(title)?.find((one) => one.name === name);
  const atMost = (goal: string, bound: number, value: number | undefined, unit = '') =>
    (value === undefined ? [] : [{ goal, stands: `${value.toFixed(2)}${unit}`, isKept: value <= bound }]);
  const against = (title: string, name: string, yardstick: string) => {
    const [one, other] = [row(title, name), row(title, yardstick)];
    return one && other && one.ratio.median / other.ratio.median;
  };
  const phasesOf = (title: string, name: string, ...of: string[]) => {
    const measured = row(title, name)?.phases;
    return measured && of.reduce((sum, phase) => sum + measured[phase], 0);
  };
  const phases = (name: string, ...of: string[]) => phasesOf('Plan', name, ...of);
  const microseconds = (title: string, name: string, fact: string, phase: string) => {
    const one = row(title, name);
    return one && one.phases[phase] * 1000 / one.facts[fact];
  };
  const [one, hundred] = ['1 environment', '100 environments'].map((name) => row('1000 workloads in several environments', name));
  const [thousand, thousands] = ['1000 waves', '4000 waves'].map((name) => phases(name, 'declare', 'lower', 'check', 'print'));
  return [
    ...atMost('Loading the root costs at most 1.3 of an empty program', 1.3, row('Loading', 'spillway')?.ratio.median),
    ...atMost('Loading the root reads at most 25 files', 25, row('Loading', 'spillway')?.facts.files),
    ...atMost('A plan costs in proportion to its waves: exponent at most 1.05 from 1000 to 4000', 1.05,
      thousand && thousands && Math.log(thousands / thousand) / Math.log(4)),
    ...atMost('Ordering and checking 100 waves of 20 environments takes at most 0.2 s', 0.2, scaled(phases('100 waves of 20', 'lower', 'check'), 1000), ' s'),
    ...atMost('10 000 releases through 30 waves take at most 0.5 s of one core', 0.5, scaled(phasesOf('Rehearsal', '30 waves', 'many'), 1000), ' s'),
    ...atMost('An event of a release takes at most 0.2 µs', 0.2, microseconds('Rehearsal', '30 waves', 'events', 'many'), ' µs'),
    ...atMost('A proof that is warm finds a state of all of 5 waves in at most 1 µs', 1, microseconds('Proof: all waves together', '5 waves', 'states', 'explore'), ' µs'),
    ...atMost('A proof that is warm sees an event inside a wave in at most 10 µs', 10, microseconds('Proof', '2 waves of 3 gates', 'transitions', 'prove'), ' µs'),
    ...['30 environments of 3 stacks', '100 environments of 5 stacks, 10 at a time'].flatMap((title) => HAND_WRITTEN.flatMap((peer) =>
      atMost(`${title}: at most 1.15 of ${peer}`, 1.15, against(title, 'Spillway', peer)))),
    ...atMost('A pipeline costs in proportion to its environments: exponent at most 1.05 from 30 to 300', 1.05,
      exponent(row(GROWTH, '30 environments'), row(GROWTH, '300 environments, in 7 linked pipelines'), 10)),
    ...atMost('30 environments of 3 stacks, validated: at most 1.2 of hand-written L1', 1.2,
      against('30 environments of 3 stacks, with the validation of aws-cdk-lib', 'Spillway', 'hand-written L1')),
    ...atMost('A further environment adds no resource to the pipeline\'s own stack', 0, added(row('3 environments of 1 stack', 'Spillway'), row('30 environments of 3 stacks', 'Spillway'))),
    ...atMost('1000 workloads: at most 0.5 of cdk8s-plus', 0.5, against('1000 workloads', 'Spillway', 'cdk8s-plus')),
    ...atMost('1000 workloads in 100 environments: at most 1.1 of in one', 1.1, hundred?.ratio.median),
    ...atMost('1000 workloads in 100 environments, for each file written: at most 1.1 of in one', 1.1, one && hundred && hundred.ratio.median * one.facts.files / hundred.facts.files),
    ...atMost('100 environments of 10 workloads, for each of them: at most 1.1 of one alone', 1.1,
      scaled(row(GROWING_FOLDERS, '100 environments')?.ratio.median, 100)),
    ...atMost('Manifests cost in proportion to environments: exponent at most 1.05 from 10 to 100', 1.05,
      exponent(row(GROWING_FOLDERS, '10 environments'), row(GROWING_FOLDERS, '100 environments'), 10)),
  ];
}

/** Of what is spent when everything is loaded. */
function exponent(few: Row | undefined, many: Row | undefined, times: number): number | undefined {
  const net = ({ phases }: Row) => phases.construct + phases.synth;
  return few && many && Math.log(net(many) / net(few)) / Math.log(times);
}

function scaled(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value / by;
}

function added(few?: Row, many?: Row): number | undefined {
  return few && many && (many.facts.resources - few.facts.resources) / 27;
}
