import { Feature } from '../plan/feature';
import { Capability } from '../plan/renderer';

const { native, emulated, refused } = Capability;

/** What CodePipeline, CodeDeploy and CloudWatch do of a plan, for the engine CodePipeline V2 and functions of Lambda. */
export const CAPABILITIES: Record<Feature, Capability> = {
  [Feature.WAVE_SEQUENCE]: native('stages of CodePipeline'),
  [Feature.WAVE_GRAPH]: emulated('stricter: the stages of CodePipeline run in a row, so waves that could run side by side run one after another, in an order that respects "after"'),
  [Feature.WAVE_PARALLEL]: native('parallel actions of one stage; the wave rolls back as a whole'),
  [Feature.SUPERSEDE]: native('execution mode SUPERSEDED'),
  [Feature.KEEP_ORDER]: native('execution mode QUEUED'),
  [Feature.GATE_APPROVAL]: native('a manual approval in a stage of its own; who may answer is IAM, see grantApproval'),
  [Feature.APPROVAL_QUORUM]: refused('an approval of CodePipeline is answered by one person',
    'declare one Gate.approval per group, each with members of its own'),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: emulated(
    'CodePipeline does not know who wrote a change: grantApproval to people who cannot merge to the source branch, so that the two groups have no member in common'),
  [Feature.GATE_WINDOW]: native('a DeploymentWindow rule on a stage before the deployment'),
  [Feature.GATE_QUIET]: native('a CloudWatchAlarm rule on a composite alarm per environment, asked after the window has opened'),
  [Feature.GATE_CHECK]: native('a CodeBuild action in a stage before the deployment'),
  [Feature.GATE_EVIDENCE]: refused('CodePipeline has no rule that reads attestations', 'verify them in a Gate.check job'),
  [Feature.GATE_BUDGET]: refused('CodePipeline has no rule on an error budget', 'declare Gate.quiet on a signal over the budget\'s burn rate'),
  [Feature.GATE_CHANGE]: refused('CodePipeline has no rule on tickets', 'ask the ticket system in a Gate.check job'),
  [Feature.GATE_DEPENDS_ON]: refused('CodePipeline knows no other pipeline\'s releases', 'ask for the other service\'s version in a Gate.check job'),
  [Feature.FREEZE_DATED]: refused('CodePipeline has no calendar', 'disable the transition into the wave\'s first stage for that time'),
  [Feature.FREEZE_YEARLY]: refused('CodePipeline has no calendar', 'disable the transition into the wave\'s first stage for that time'),
  [Feature.FREEZE_WEEKLY]: refused('a condition has one window and no closed time', 'declare a window that leaves these hours out'),
  [Feature.SHIFT_ALL_AT_ONCE]: native('an alias that is switched by CodeDeploy, by LambdaWorkload; target groups that are switched by ECS, by EcsWorkload, or tasks that are replaced where it has one'),
  [Feature.SHIFT_ROLLING]: native('a rolling update of ECS with its circuit breaker, by EcsWorkload; a function has no instances to replace'),
  [Feature.SHIFT_CANARY]: native('CodeDeploy, time based canary on an alias, by LambdaWorkload; ECS between two target groups, by EcsWorkload'),
  [Feature.SHIFT_LINEAR]: native('CodeDeploy, time based linear on an alias, by LambdaWorkload; ECS between two target groups, by EcsWorkload'),
  [Feature.SHIFT_STEPS]: refused('CodeDeploy and ECS have one step or equal ones', 'declare TrafficShift.linear, or TrafficShift.canary in two waves'),
  [Feature.SHIFT_BLUE_GREEN]: native('ECS between two target groups, by EcsWorkload; the preview is a pause that ends by itself. An alias has no test traffic of its own'),
  [Feature.SHIFT_FLAG]: native('a deployment of AppConfig that grows in equal steps, by FlagWorkload'),
  [Feature.SIGNAL_ERROR_RATIO]: native('an alarm on Errors over Invocations of a function, on answers of 5xx over requests of a target group'),
  [Feature.SIGNAL_LATENCY]: native('an alarm on a percentile of Duration of a function, of TargetResponseTime of a target group'),
  [Feature.SIGNAL_SATURATION]: native('CPUUtilization and MemoryUtilization of a service of ECS while the wave bakes, by EcsWorkload; a function has no resource that all functions fill'),
  [Feature.SIGNAL_CUSTOM]: emulated('an alarm on the metric given to the workload, watched before entry and while the wave bakes; it does not tell versions apart, so it does not stop a shift'),
  [Feature.SIGNAL_SYNTHETIC]: emulated('an alarm on SuccessPercent of the canary of CloudWatch Synthetics given to the workload, watched before entry and while the wave bakes; it does not tell versions apart, so it does not stop a shift'),
  [Feature.SIGNAL_VERSION_SCOPE]: native('the ExecutedVersion dimension of a function, the target group of a service; where tasks of one group are replaced, both versions until they are'),
  [Feature.NO_DATA_HOLD]: emulated('stricter: when nothing is left to judge by, a quiet gate refuses and a bake ends in a rollback, since an alarm has no state that waits; a shift without data goes on to the bake'),
  [Feature.NO_DATA_FAIL]: emulated('a data point that is missing counts as a failing one, at a quiet gate and in the bake; a shift without data goes on to the bake'),
  [Feature.VERIFICATION_JOB]: native('a CodeBuild action after the deployments, in their stage'),
  [Feature.VERIFICATION_MEASUREMENT]: emulated('stricter: the bake is longer by the longest measurement, and watches the measured signals to its end; one that has no data undoes the release'),
  [Feature.BAKE]: native('a CloudWatchAlarm rule on success of the stage, with ROLLBACK, that watches as long as AWS announced it (docs/aws-unknowns.md)'),
  [Feature.ROLLBACK_WAVE]: emulated(
    'at once while traffic shifts, by CodeDeploy; after that CodePipeline deploys the release before, which moves traffic back in the same steps as forward'),
  [Feature.ROLLBACK_PROMOTED]: refused('CodePipeline rolls back the stage that failed', 'declare RollbackScope.WAVE, and a bakeTime long enough in the earlier waves'),
  [Feature.EXPEDITED]: emulated(
    'whoever starts a release says its type in the variable RELEASE_TYPE, and CodePipeline skips the stage with the window and the one with the rest of the bake for the types that may; nobody checks that a hotfix is one'),
};
