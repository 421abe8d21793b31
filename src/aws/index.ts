export * from './code-pipeline-release';
export * from './code-pipeline-renderer';
export * from './image';
export * from './lambda-workload';
export * from './push';
export * from './source';
