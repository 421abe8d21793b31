export { CodePipelineRelease, CodePipelineReleaseProps, SynthOptions } from './code-pipeline-release';
export { CodePipelineRenderer } from './code-pipeline-renderer';
export { LambdaWorkload, LambdaWorkloadProps } from './lambda-workload';
export { ConnectionSourceOptions, Source } from './source';
