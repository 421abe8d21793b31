export { Duration, IDuration } from './model/duration';
export { Environment, EnvironmentProps, Tier } from './model/environment';
export { Day, DeploymentWindow, WeeklyHoursOptions } from './model/deployment-window';
export { DatedFreezeOptions, Freeze, FreezeOptions, WeeklyFreezeOptions, YearlyFreezeOptions } from './model/freeze';
export {
  CustomSignalOptions, ErrorRatioOptions, LatencyOptions, NoData, RequestSignalOptions, SaturationOptions, Signal, SignalOptions, SignalScope, SyntheticOptions,
} from './model/signal';
export { JobOptions } from './model/job';
export { ApprovalOptions, BudgetOptions, ChangeOptions, DependsOnOptions, Evidence, Gate } from './model/gate';
export { BlueGreenOptions, FlagOptions, LinearOptions, RollingOptions, TrafficShift, TrafficStep } from './model/traffic-shift';
export { MeasurementOptions, Verification } from './model/verification';
export { RollbackScope, RollbackTrigger, RollbackTriggerOptions } from './model/rollback-trigger';
export { Traffic, TrafficOptions } from './model/traffic';
export { Artifact, Release, ReleaseOptions, ReleaseType } from './model/release';
export { ExpeditedPath, ExpeditedPathOptions } from './model/expedited-path';
export { Wave, WaveOptions, WaveProps } from './model/wave';
export { ReleasePipeline, ReleasePipelineProps } from './model/release-pipeline';
export { Feature } from './plan/feature';
export { Plan } from './plan/plan';
export { Problem, ProblemDetails, Severity } from './plan/problem';
export { Capability, IRenderer, ParityRow, Support } from './plan/renderer';
export { ParityReport } from './report/parity-report';
export { PlanReport } from './report/plan-report';
export { ProblemReport } from './report/problem-report';
export * as k8s from './k8s';
export * as aws from './aws';
