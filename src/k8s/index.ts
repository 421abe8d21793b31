// `export *` and not names: jsii finds the namespace of a type only where the barrel passes the declaration itself on
export * from './audience';
export * from './autoscaling';
export * from './engine';
export * from './git-ops-app';
export * from './git-ops-release';
export * from './git-ops-renderer';
export * from './image-policy';
export * from './message';
export * from './migration';
export * from './pod-template';
export * from './prometheus';
export * from './request-metrics';
export * from './traffic-router';
export * from './urgency';
export * from './workload';
export * from './workload-metrics';
