import { countOf } from '../prometheus/count-of';

/**
 * How many of some things were recorded in the environment before this promotion. A missing answer of Prometheus must not be
 * taken for a good one, so a promotion counts: by the manifests that are applied, which may be older or newer than the Stage.
 */
export function recordedBefore(names: string[]): string {
  return `\${{ ${countOf('outputs.prepare.recorded', names)} }}`;
}
