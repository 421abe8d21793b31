import type { PlannedWave } from '../../plan/document';

/** Name of the Stage that stands for a whole wave; the Stage of an environment is named after the environment. */
export function controlFlowStage(wave: string): string {
  return `wave-${wave}`;
}

/** Name of the Stage that judges releases before a wave. */
export function gateStage(wave: string): string {
  return `gate-${wave}`;
}

/** Whether a wave ends in one place that later waves can ask. */
export function isJoined(wave: PlannedWave): boolean {
  return wave.environments.length > 1;
}
