export * from './code-pipeline-release';
export * from './code-pipeline-renderer';
export * from './lambda-workload';
export * from './source';
