export { CloudAssemblyRelease } from './cloud-assembly-release';
export type { CloudAssemblyReleaseArgs } from './cloud-assembly-release';
export type { Manifest } from './manifest';
export { ManifestRelease } from './manifest-release';
export type { ManifestReleaseArgs } from './manifest-release';
export { manifestsIn } from './manifests-in';
export { ProblemError } from '../plan/problem-error';
