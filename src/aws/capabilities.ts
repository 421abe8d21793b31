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
  [Feature.APPROVAL_QUORUM]: emulated(
    'one approval for each person, and a function that fails the stage unless different people have answered, by the names of their sessions'),
  [Feature.APPROVAL_EXCLUDES_AUTHOR]: emulated(
    'CodePipeline does not know who wrote a change: grantApproval to people who cannot merge to the source branch, so that the two groups have no member in common'),
  [Feature.GATE_WINDOW]: native('a DeploymentWindow rule on a stage before the deployment'),
  [Feature.GATE_QUIET]: native('a CloudWatchAlarm rule on a composite alarm per environment, asked after the window has opened'),
  [Feature.GATE_CHECK]: native('a CodeBuild action in a stage before the deployment'),
  [Feature.GATE_EVIDENCE]: emulated('a CodeBuild job before the deployment that verifies signed attestations with cosign, for every digest in the templates of the wave; an image deployed by a tag fails it, whosever it is'),
  [Feature.GATE_BUDGET]: emulated('an objective of Application Signals for each environment, made by its workload, and a function that is asked on entry; too little budget or no data turns the release away instead of holding it'),
  [Feature.GATE_CHANGE]: emulated('a function asks the change system again and again as an action that CodePipeline lets run for a day; a ticket that is refused, or a system that does not answer for half an hour, turns the release away'),
  [Feature.GATE_DEPENDS_ON]: emulated('each release writes down what runs where, and a function waits for the other one\'s record, in the same account and Region, as an action that CodePipeline lets run for a day'),
  [Feature.FREEZE_DATED]: native('EventBridge Scheduler disables the way into the wave\'s first stage at the dates, and has the calendar asked before it is enabled; a function asks again on entry'),
  [Feature.FREEZE_YEARLY]: native('EventBridge Scheduler disables the way into the wave\'s first stage every year, and has the calendar asked before it is enabled; a function asks again on entry'),
  [Feature.FREEZE_WEEKLY]: native('EventBridge Scheduler disables the way into the wave\'s first stage every week, and has the calendar asked before it is enabled; a function asks again on entry'),
  [Feature.SHIFT_ALL_AT_ONCE]: native('an alias that is switched by CodeDeploy, by LambdaWorkload; target groups that are switched by ECS, by EcsWorkload, or tasks that are replaced where it has one'),
  [Feature.SHIFT_ROLLING]: native('a rolling update of ECS with its circuit breaker, by EcsWorkload; a function has no instances to replace'),
  [Feature.SHIFT_CANARY]: native('CodeDeploy, time based canary on an alias, by LambdaWorkload; ECS between two target groups, by EcsWorkload'),
  [Feature.SHIFT_LINEAR]: native('CodeDeploy, time based linear on an alias, by LambdaWorkload; ECS between two target groups, by EcsWorkload'),
  [Feature.SHIFT_STEPS]: refused('CodeDeploy and ECS have one step or equal ones', 'declare TrafficShift.linear, or TrafficShift.canary in two waves'),
  [Feature.SHIFT_BLUE_GREEN]: native('ECS between two target groups, by EcsWorkload; the preview is a pause that ends by itself. An alias has no test traffic of its own'),
  [Feature.SHIFT_FLAG]: native('a deployment of AppConfig that grows in equal steps, by FlagWorkload'),
  [Feature.SIGNAL_ERROR_RATIO]: native('an alarm on Errors over Invocations of a function, on answers of 5xx over requests of a target group'),
  [Feature.SIGNAL_SEQUENTIAL]: native('an alarm on an expression that adds up the evidence over one long period: of a new version of a function beside all versions, of a target group against the baseline'),
  [Feature.SIGNAL_LATENCY]: native('an alarm on a percentile of Duration of a function, of TargetResponseTime of a target group'),
  [Feature.SIGNAL_SATURATION]: native('CPUUtilization and MemoryUtilization of a service of ECS while the wave bakes, by EcsWorkload; a function has no resource that all functions fill'),
  [Feature.SIGNAL_CUSTOM]: emulated('an alarm on the metric given to the workload, watched before entry and while the wave bakes; it does not tell versions apart, so it does not stop a shift'),
  [Feature.SIGNAL_SYNTHETIC]: emulated('an alarm on SuccessPercent of the canary of CloudWatch Synthetics given to the workload, watched before entry and while the wave bakes; it does not tell versions apart, so it does not stop a shift'),
  [Feature.SIGNAL_VERSION_SCOPE]: native('the ExecutedVersion dimension of a function, the target group of a service; where tasks of one group are replaced, both versions until they are'),
  [Feature.NO_DATA_HOLD]: emulated('stricter: when nothing is left to judge by, a quiet gate refuses and a bake ends in a rollback, since an alarm has no state that waits; a shift without data goes on to the bake'),
  [Feature.NO_DATA_FAIL]: emulated('a data point that is missing counts as a failing one, at a quiet gate and in the bake; a shift without data goes on to the bake'),
  [Feature.VERIFICATION_JOB]: native('a CodeBuild action after the deployments, in their stage; alarms are asked when it has ended, once or through the bake'),
  [Feature.VERIFICATION_MEASUREMENT]: emulated('stricter: the bake is longer by the longest measurement, and watches the measured signals to its end; one that has no data undoes the release'),
  [Feature.BAKE]: native('a CloudWatchAlarm rule on success of the stage, with ROLLBACK, that watches as long as AWS announced it (docs/aws-unknowns.md)'),
  [Feature.ROLLBACK_WAVE]: emulated(
    'at once while traffic shifts, by CodeDeploy, ECS or AppConfig; after that CodePipeline deploys the release before, which moves traffic back in the same steps as forward'),
  [Feature.ROLLBACK_PROMOTED]: emulated(
    'a state machine rolls back the stages of the other waves, the last one first, when CodePipeline has rolled back one of them; not to before the pipeline last changed its structure'),
  [Feature.EXPEDITED]: emulated(
    'whoever starts a release says its type in the variable RELEASE_TYPE, and CodePipeline skips the stage with the window and the one with the rest of the bake for the types that may; in a freeze somebody with grantOverride opens the way in, and the question on entry lets these types pass and no others. That a hotfix is one is the word of whoever starts it'),
};
