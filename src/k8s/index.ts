export { GitOpsApp, GitOpsAppProps } from './git-ops-app';
export { DeployOptions, GitOpsRelease, GitOpsReleaseProps, GitRepository, ReleasedImage } from './git-ops-release';
export { IPodTemplate, PodTemplate } from './pod-template';
export { Prometheus, PrometheusOptions } from './prometheus';
export { Workload, WorkloadPort, WorkloadProps } from './workload';
