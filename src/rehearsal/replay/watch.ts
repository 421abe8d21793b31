import type { PlannedWave } from '../../plan/document';

/** A stretch in which a version has a share of the traffic and is watched; times count from its first request on. */
export interface Stage {
  readonly name: string;
  readonly percent: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The steps of a wave and its bake, one after the other. */
export function stagesOf(wave: PlannedWave): Stage[] {
  const held = wave.shift.steps.filter(({ percent }) => percent < 100);
  const parts = [
    ...held.map(({ percent, holdMs }, i) => ({ name: `step ${i + 1}, ${percent} %`, percent, lengthMs: holdMs })),
    { name: 'bake', percent: 100, lengthMs: wave.bakeMs },
  ];
  let fromMs = 0;
  return parts.filter(({ lengthMs }) => lengthMs > 0).map(({ name, percent, lengthMs }) => {
    const stage = { name, percent, fromMs, toMs: fromMs + lengthMs };
    fromMs = stage.toMs;
    return stage;
  });
}
