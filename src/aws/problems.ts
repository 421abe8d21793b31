import { error } from '../plan/problem-definition';

/*
 * SP40xx  what was handed over to the back end
 * SP41xx  limits of CodePipeline
 * SP42xx  limits of CodeDeploy, Lambda and CloudWatch
 */

export const SP4001 = error('SP4001', 'environment has no stage',
  'Every environment of the plan is released; one without a cdk.Stage would be skipped in silence.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, source, synth }); // and no release.deploy(prod, stage)");

export const SP4002 = error('SP4002', 'environment is not in the plan',
  'What is handed over for an environment that no wave releases would never be deployed.',
  "release.deploy(new Environment('other', { tier: Tier.TEST }), stage);");

export const SP4003 = error('SP4003', 'environment has two stages',
  'A release of an environment is one deployment; which of two stages is meant cannot be guessed.',
  'release.deploy(prod, first); release.deploy(prod, second);');

export const SP4004 = error('SP4004', 'stage does not say where it is deployed',
  'Alarms and roles of other accounts and Regions are addressed by both, so neither may come from whoever runs the synthesis.',
  "release.deploy(prod, new ShopStage(app, 'Prod')); // without env: { account, region }");

export const SP4005 = error('SP4005', 'nothing raises the alarm that is watched',
  'A condition on an alarm that does not exist either fails every release or, worse, looks like protection.',
  "release.deploy(prod, new Stage(app, 'Prod', { env })); // rolls back on a signal, and has no aws.LambdaWorkload");

export const SP4006 = error('SP4006', 'pipeline stack does not say where it is deployed',
  'Whether an environment is in another account or Region is decided when the pipeline is synthesized.',
  "new aws.CodePipelineRelease(new Stack(app, 'Pipeline'), 'Release', props);");

export const SP4007 = error('SP4007', 'group approves nothing',
  'A permission for a group that no gate names is a misspelled group whose members will miss it on the day of the release.',
  "release.grantApproval('relase-managers', role);");

export const SP4008 = error('SP4008', 'stage is handed over twice',
  'A stage has the resources of one environment; deployed for a second one it would be the same stacks under the same names.',
  'release.deploy(prodEu, stage); release.deploy(prodUs, stage);');

export const SP4009 = error('SP4009', 'workload does not belong to the stage',
  'The alarms and the shift of a workload are those of one environment: another environment is then released without either, and two workloads raise alarms of the same names.',
  "new aws.LambdaWorkload(stack, 'Api', { pipeline, environment: beta, handler }); // in the stage of prod");

export const SP4010 = error('SP4010', 'repository is not an owner and a name',
  'CodePipeline asks for both, and takes anything else for a repository that does not exist.',
  "aws.Source.connection({ connectionArn, repository: 'shop', branch: 'main' });");

export const SP4011 = error('SP4011', 'bucket keeps no versions',
  'A candidate is a version of an object: without versions the next upload takes its place while it is released, and a rollback has nothing to go back to.',
  "aws.Source.s3({ bucket: new Bucket(stack, 'Candidates'), key: 'shop.zip' });");

export const SP4012 = error('SP4012', 'name of an image does not fit',
  'The name becomes part of an action, a namespace and an environment variable, and each has letters of its own that it takes.',
  "images: { 'Shop API': { repository } }");

export const SP4013 = error('SP4013', 'settings are for no wave',
  'A wave that is misspelled here would be released as if nothing had been said about it.',
  'waves: { production: { maxConcurrent: 2 } } // and the wave is called prod');

export const SP4014 = error('SP4014', 'service has two releases in one place',
  'The pipeline, its state machines and its record are called after the service; of two with one name the second cannot be deployed.',
  "new ReleasePipeline(app, 'Web', { service: 'shop' }); new ReleasePipeline(app, 'Jobs', { service: 'shop' }); // both released in one account and Region");

export const SP4015 = error('SP4015', 'release is not given what it is built from',
  'Without types nothing says that a source and its commands are missing, and there is no pipeline without either.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, synth }); // in JavaScript, without a source");

export const SP4016 = error('SP4016', 'stage has another stage in it',
  'CDK Pipelines deploys the stacks of a stage and not those of a stage within it: a workload and its alarms there are never deployed, and look as if they were.',
  "new ShopStage(prodStage, 'Cell1'); release.deploy(prod, prodStage);");

export const SP4017 = error('SP4017', 'pipeline stands in a nested stack',
  'A pipeline updates itself by deploying its stack by name, and a nested one is deployed by its parent only: every release would end there.',
  "new aws.CodePipelineRelease(new NestedStack(stack, 'Release'), 'Release', props);");

export const SP4018 = error('SP4018', 'permission would not be written',
  'What a release lets people do is written into the policies of roles in the account of its pipeline; anybody else would be left out in silence, and find out in the emergency.',
  "release.grantOverride(Role.fromRoleArn(stack, 'OnCall', 'arn:aws:iam::999999999999:role/on-call')); // and the pipeline is in another account");

export const SP4019 = error('SP4019', 'stage is deployed to another partition',
  'Accounts of China, of the government and of everybody else know nothing of each other: no role of one can be assumed from another, and no artifact be read.',
  "release.deploy(prodCn, new ShopStage(app, 'Cn', { env: { account, region: 'cn-north-1' } })); // and the pipeline is in eu-central-1");

export const SP4101 = error('SP4101', 'wave has too many stages',
  'CodePipeline refuses a pipeline with more than 50 stages, but only when it is deployed; waves go on in another pipeline, and one wave is in one.',
  'waves: { prod: { stagePerEnvironment: true } } // with 60 environments');

export const SP4102 = error('SP4102', 'stage has too many actions',
  'CDK Pipelines splits such a stage in two; the conditions of the first half would then say nothing about the second.',
  "pipeline.addWave('prod', { environments: sixtyEnvironments });");

export const SP4103 = error('SP4103', 'approval cannot wait that long',
  'CodePipeline lets an approval stand between 5 minutes and 60 days, in whole minutes.',
  "Gate.approval({ group: 'release-managers', timeout: Duration.minutes(1) });");

export const SP4104 = error('SP4104', 'bake time is not in whole minutes',
  'An alarm rule counts its wait in minutes; a rounded bake time is not the declared one.',
  "pipeline.addWave('beta', { environments: [beta], bakeTime: Duration.seconds(90) });");

export const SP4105 = error('SP4105', 'bake watches nothing',
  'CodePipeline bakes by watching an alarm; without a signal there is none, and the release would go on at once.',
  "pipeline.addWave('beta', { environments: [beta], bakeTime: Duration.hours(1) }); // and no RollbackTrigger.signal");

export const SP4106 = error('SP4106', 'too many environments are watched in one wave',
  'A condition has at most five rules, and each environment has its own alarm, in its own account and Region.',
  "pipeline.addWave('prod', { environments: sixEnvironments, bakeTime: Duration.hours(1) });");

export const SP4107 = error('SP4107', 'wave has more than one window',
  'CodePipeline asks that all rules of a condition hold, so "one of them is open" cannot be said, and two that are waited for one after the other need not be open together.',
  'Gate.window(mornings, evenings);');

export const SP4108 = error('SP4108', 'window is more than one cron expression',
  'A DeploymentWindow rule matches hours and minutes apart; hours that begin or end half way, or cross midnight on some days only, need several expressions.',
  "DeploymentWindow.weekly('office', { days: [Day.MONDAY], from: '09:30', to: '17:00', timeZone: 'Europe/Zurich' });");

export const SP4109 = error('SP4109', 'name does not fit',
  'The names of stages, actions, rules, roles and alarms are made of the service and the environment, and AWS limits their length and letters.',
  "new ReleasePipeline(app, 'Shop', { service: 'the-service-with-the-longest-name-of-them-all' });");

export const SP4110 = error('SP4110', 'group is asked twice in one wave',
  'The actions of a stage have different names; and two approvals of one group that one person may give are one approval.',
  "gates: [Gate.approval({ group: 'leads' }), Gate.approval({ group: 'leads' })]");

export const SP4111 = error('SP4111', 'job cannot run that long',
  'CodeBuild lets a job run between 5 minutes and 36 hours, in whole minutes.',
  "Gate.check({ name: 'smoke', commands: ['make smoke'], timeout: Duration.seconds(90) });");

export const SP4112 = error('SP4112', 'name is taken in CodePipeline',
  'The stages of a pipeline have different names, and so have the actions of a stage; a wave of one environment is called what its cdk.Stage is called.',
  "pipeline.addWave('gate-prod', { environments: [lab] }); // beside a wave prod with an approval");

export const SP4113 = error('SP4113', 'pushes cannot be told apart like that',
  'CodePipeline takes three filters of pushes, each with lists of eight patterns, and paths only beside branches; it refuses anything else when it is deployed.',
  "pushes: [aws.Push.toBranches({ paths: { include: ['api/**'] } })]");

export const SP4114 = error('SP4114', 'environments cannot take turns like that',
  'How many are deployed at the same time is a count within one stage; with a stage for each, it is always one.',
  'waves: { prod: { maxConcurrent: 0.5 } }');

export const SP4115 = error('SP4115', 'changes are shown to nobody',
  'A review stands before an approval, so that somebody looks at it; without one it would cost a job and stop nothing.',
  'waves: { beta: { reviewChanges: true } } // and beta has no Gate.approval');

export const SP4201 = error('SP4201', 'traffic shift takes too long',
  'CodeDeploy gives up a deployment to a function after two days.',
  'TrafficShift.linear({ percent: 5, every: Duration.hours(6) });');

export const SP4202 = error('SP4202', 'traffic shift is not in whole percents and minutes',
  'CodeDeploy counts shares in whole percents and intervals in whole minutes.',
  'TrafficShift.canary({ percent: 2.5, hold: Duration.seconds(90) });');

export const SP4203 = error('SP4203', 'period of a signal is not in whole minutes',
  'Lambda publishes its metrics once a minute; an alarm on a shorter period would wait for data that never comes.',
  'Signal.errorRatio({ atMost: 0.01, period: Duration.seconds(30) });');

export const SP4204 = error('SP4204', 'signal looks back too far',
  'CloudWatch evaluates an alarm over at most one day, or seven where a period is an hour or longer.',
  'Signal.errorRatio({ atMost: 0.01, period: Duration.minutes(30), datapointsToFail: 60 });');

export const SP4205 = error('SP4205', 'too many signals undo a release',
  'A deployment group of CodeDeploy watches at most ten alarms; an eleventh would not stop the shift.',
  "pipeline.addWave('prod', { environments: [prod], rollbackOn: elevenSignals });");

export const SP4206 = error('SP4206', 'custom signal has no metric',
  'The plan names the measurement, and only the stack of the application knows which CloudWatch metric that is.',
  "new aws.LambdaWorkload(stack, 'Api', { pipeline, environment, handler }); // and a Signal.custom, but no metrics");

export const SP4207 = error('SP4207', 'signal of the whole service would stop its own rollback',
  'CodeDeploy moves traffic back through the same alarms as forward; one that looks at the whole service still fires then, and the bad version would stay.',
  'RollbackTrigger.signal(Signal.errorRatio({ atMost: 0.01, scope: SignalScope.SERVICE }));');

export const SP4208 = error('SP4208', 'signal of all versions is never watched',
  'A metric of the user\'s own and a canary of CloudWatch Synthetics do not tell versions apart, so they are watched while a wave bakes and not while traffic shifts.',
  "pipeline.addWave('prod', { environments: [prod], rollbackOn: [RollbackTrigger.signal(Signal.custom({ metric: 'age', atMost: 60 }))] });");

export const SP4209 = error('SP4209', 'two alarms have one name',
  'Alarms are known by a name made of the service, the environment and the signal; of two with one name, one is refused or listens for the other.',
  "RollbackTrigger.signal(Signal.errorRatio({ name: 'no-data', atMost: 0.01 }));");

export const SP4210 = error('SP4210', 'metric belongs to no custom signal',
  'Only a custom signal is measured by a metric of the user; another name is misspelled, or would take the place of what Lambda measures.',
  "new aws.LambdaWorkload(stack, 'Api', { pipeline, environment, handler, metrics: { 'queue-aeg': age } });");

export const SP4211 = error('SP4211', 'workload cannot shift traffic that way',
  'Each service of AWS moves traffic in its own ways: an alias of a function has no instances to replace and no test traffic.',
  "pipeline.addWave('prod', { environments: [prod], trafficShift: TrafficShift.blueGreen({ keepOld: Duration.hours(1) }) }); // and an aws.LambdaWorkload");

export const SP4212 = error('SP4212', 'synthetic signal has no probe',
  'The plan names the probe, and only the stack of the application knows which canary of CloudWatch Synthetics that is.',
  "new aws.LambdaWorkload(stack, 'Api', { pipeline, environment, handler }); // and a Signal.synthetic, but no probes");

export const SP4213 = error('SP4213', 'probe belongs to no synthetic signal',
  'A canary that no signal asks watches nothing of the release; its name is misspelled.',
  "new aws.LambdaWorkload(stack, 'Api', { pipeline, environment, handler, probes: { chekcout: canary } });");

export const SP4214 = error('SP4214', 'probe runs less often than its signal is measured',
  'In the periods between two runs there is no data, which is never a pass: every release would be rolled back.',
  "Signal.synthetic({ probe: 'checkout' }); // a period of 1 minute, and a canary that runs every 5 minutes");

export const SP4215 = error('SP4215', 'dashboard has too many widgets',
  'CloudWatch takes 500 widgets a dashboard, and nobody looks at that many.',
  "new aws.CodePipelineRelease(stack, 'Release', { pipeline, source, synth, dashboard: true }); // a hundred environments with five signals each");
