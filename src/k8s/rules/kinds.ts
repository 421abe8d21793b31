import type { Kind } from './folder';

const of = (group: string, kind: string): Kind => ({ group, kind });

export const SERVICE = of('', 'Service');
export const NAMESPACE = of('', 'Namespace');
export const DEPLOYMENT = of('apps', 'Deployment');
export const DAEMON_SET = of('apps', 'DaemonSet');
export const STATEFUL_SET = of('apps', 'StatefulSet');
export const INGRESS = of('networking.k8s.io', 'Ingress');
export const AUTOSCALER = of('autoscaling', 'HorizontalPodAutoscaler');
export const DISRUPTION_BUDGET = of('policy', 'PodDisruptionBudget');
export const ROLE = of('rbac.authorization.k8s.io', 'Role');
export const CLUSTER_ROLE = of('rbac.authorization.k8s.io', 'ClusterRole');
export const ROLE_BINDING = of('rbac.authorization.k8s.io', 'RoleBinding');
export const ADMISSION_POLICY = of('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy');
export const ADMISSION_BINDING = of('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding');
export const HTTP_ROUTE = of('gateway.networking.k8s.io', 'HTTPRoute');
export const PROMETHEUS_RULE = of('monitoring.coreos.com', 'PrometheusRule');

export const ROLLOUT = of('argoproj.io', 'Rollout');
export const ANALYSIS_TEMPLATE = of('argoproj.io', 'AnalysisTemplate');
export const CLUSTER_ANALYSIS_TEMPLATE = of('argoproj.io', 'ClusterAnalysisTemplate');
export const APPLICATION = of('argoproj.io', 'Application');
export const APP_PROJECT = of('argoproj.io', 'AppProject');

export const CANARY = of('flagger.app', 'Canary');
export const METRIC_TEMPLATE = of('flagger.app', 'MetricTemplate');

export const STAGE = of('kargo.akuity.io', 'Stage');
export const WAREHOUSE = of('kargo.akuity.io', 'Warehouse');
export const PROJECT_CONFIG = of('kargo.akuity.io', 'ProjectConfig');
export const PROMOTION_TASK = of('kargo.akuity.io', 'PromotionTask');
export const CLUSTER_PROMOTION_TASK = of('kargo.akuity.io', 'ClusterPromotionTask');

export const PROMOTION_STRATEGY = of('promoter.argoproj.io', 'PromotionStrategy');
export const GIT_REPOSITORY = of('promoter.argoproj.io', 'GitRepository');
export const ARGO_CD_COMMIT_STATUS = of('promoter.argoproj.io', 'ArgoCDCommitStatus');
export const TIMED_COMMIT_STATUS = of('promoter.argoproj.io', 'TimedCommitStatus');
export const SCHEDULED_COMMIT_STATUS = of('promoter.argoproj.io', 'ScheduledCommitStatus');
export const WEB_REQUEST_COMMIT_STATUS = of('promoter.argoproj.io', 'WebRequestCommitStatus');
export const GIT_COMMIT_STATUS = of('promoter.argoproj.io', 'GitCommitStatus');
export const REVERT_COMMIT = of('promoter.argoproj.io', 'RevertCommit');
