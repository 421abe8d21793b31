/*
 * A missing answer of Prometheus must not be taken for a good one, so a promotion counts what is recorded in an environment:
 * by the manifests that are applied, which may be older or newer than the Stage.
 */

/** Expression in which `list` is the annotation of a kustomization: how many of some things it names. */
export function countOf(list: string, names: string[]): string {
  return `len(filter(split(${list}, ","), {split(#, "/")[0] in [${names.map((name) => `"${name}"`).join(', ')}]}))`;
}

/** How many of some things were recorded in the environment before this promotion. */
export function recordedBefore(names: string[]): string {
  return `\${{ ${countOf('outputs.prepare.recorded', names)} }}`;
}
