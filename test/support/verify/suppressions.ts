import type { Finding } from './subject';

/** A finding that is right as it is. */
export interface Suppression {
  readonly checker: string;
  readonly rule: RegExp;
  /** Matches place and message, a space between them. */
  readonly finding: RegExp;
  readonly reason: string;
}

/** Every one matches something, or it is itself a finding. */
export const SUPPRESSIONS: Suppression[] = [
  // permissions that the CDK writes, and no property of its constructs narrows
  { checker: 'iam', rule: /^wildcard-action$/, finding: / (s3:(GetObject|GetBucket|List|DeleteObject|Abort)|kms:(ReEncrypt|GenerateDataKey))\*$/, reason: 'the CDK grants reading and writing of artifacts by groups of actions, on the one bucket and its key' },
  { checker: 'iam', rule: /^wildcard-resource$/, finding: /PipelineRoleDefaultPolicy\w+ kms:(Decrypt|DescribeKey|Encrypt|ReEncrypt\*|GenerateDataKey\*) on \*$/, reason: 'keys of artifact buckets in other Regions are known by their alias, which a policy cannot name; their own policies let only this account in' },
  { checker: 'iam', rule: /^wildcard-resource$/, finding: /SelfMutationRoleDefaultPolicy\w+ sts:AssumeRole on arn:\*:iam::\d+:role\/\*$/, reason: 'CDK Pipelines updates itself through the roles of the bootstrap stack: a condition on their tag narrows it' },
  { checker: 'iam', rule: /^wildcard-resource$/, finding: /SelfMutationRoleDefaultPolicy\w+ (cloudformation:DescribeStacks|s3:ListBucket) on \*$/, reason: 'the CDK CLI looks for the bootstrap stack and its bucket before it knows their names; both read' },
  { checker: 'iam', rule: /^wildcard-resource$/, finding: /AssetsFileRoleDefaultPolicy\w+ codebuild:\w+ on (\*|arn:aws:codebuild:\S+:report-group\/\*)$/, reason: 'CDK Pipelines shares one role among the projects that publish assets, and makes it before them' },
  { checker: 'iam', rule: /^surplus$/, finding: /codestar-connections:UseConnection$/, reason: 'the CDK grants the former name of the service on any connection; on an ARN of the new name it allows nothing' },

  { checker: 'iam', rule: /^wildcard-resource$/, finding: /(Checkout|Purchase)ServiceRole\w+ (cloudwatch:PutMetricData|s3:ListAllMyBuckets|xray:PutTraceSegments) on \*$/, reason: 'what the CDK gives a canary of the application' },
  { checker: 'iam', rule: /^surplus$/, finding: /PipelineRole\w+ nothing here needs lambda:ListFunctions$/, reason: 'the CDK grants it with every action that calls a function; it lists names and knows no resource' },

  // permissions of ours
  { checker: 'iam', rule: /^wildcard-resource$/, finding: / cloudwatch:DescribeAlarms on \*$/, reason: 'CloudWatch shows composite alarms to no permission that names alarms; it reads and changes nothing' },

  { checker: 'iam', rule: /^must-allow$/, finding: /^StorefrontPipeline\/ReleaseGatesJudgeGateRole\w+ codepipeline:ListActionExecutions /, reason: 'the code that counts people is for a quorum, which this pipeline does not ask for, so its function may not' },
  { checker: 'iam', rule: /^must-allow$/, finding: /^CellsPipeline\/ReleaseGatesJudgeGateRole\w+ (application-signals:|sts:AssumeRole|secretsmanager:|codepipeline:GetPipelineExecution )/, reason: 'the code that asks for budgets, tickets and types of release is for gates that this pipeline does not have, so its function may not' },

  // cfn-lint
  { checker: 'cfn-lint', rule: /^E3703$/, finding: / Prefer using Fn::Sub over Fn::Join with an empty delimiter$/, reason: 'a matter of style, found inside the configuration of actions and reported under their number; the CDK writes Fn::Join' },
  { checker: 'cfn-lint', rule: /^W3005$/, finding: / dependency already enforced by /, reason: 'the CDK writes a dependency on a role and its policy together; the second is needed, the first harmless' },
  { checker: 'cfn-lint', rule: /^E3601$/, finding: / 'arn:\$\{partition\}:/, reason: 'a substitution of the state machine, which cfn-lint does not fill in; the checker asl does' },
  { checker: 'cfn-lint', rule: /^E3051$/, finding: / a string or stream input is required/, reason: 'a change calendar is text in the form of iCalendar, which cfn-lint reads as JSON' },
  { checker: 'cfn-lint', rule: /^W3010$/, finding: /-Cart\//, reason: 'the network of the application under test, which is not what is shown' },

  // cdk-nag
  { checker: 'nag', rule: /^AwsSolutions-IAM5\[/, finding: /./, reason: 'every wildcard is judged one by one by the checker iam, with its reason' },
  { checker: 'nag', rule: /^AwsSolutions-IAM4\[.*\/service-role\/AWSLambdaBasicExecutionRole\]$/, finding: /./, reason: 'what the CDK gives a function of the application: it writes logs, and nothing else' },
  { checker: 'nag', rule: /^AwsSolutions-IAM4\[.*\/service-role\/AWSCodeDeployRoleForLambdaLimited\]$/, finding: /./, reason: 'what the CDK gives CodeDeploy: it moves aliases and reads alarms, and publishes nothing of its own' },
  { checker: 'nag', rule: /^AwsSolutions-S1$/, finding: /(ArtifactsBucket|ReplicationBucket|\/Candidates\/)/, reason: 'artifacts and candidates are read and written by the pipelines alone; data events of CloudTrail tell who else tried' },
  { checker: 'nag', rule: /^AwsSolutions-IAM4\[.*\/AmazonECSInfrastructureRolePolicyForLoadBalancers\]$/, finding: /./, reason: 'what the CDK gives ECS: it moves weights and targets of load balancers, and AWS keeps the list of actions' },
  { checker: 'nag', rule: /^AwsSolutions-CB5$/, finding: /\/evidence\//, reason: 'the verifier of evidence is an image that the user names by digest, so that it cannot change behind its name' },
  { checker: 'nag', rule: /^AwsSolutions-(VPC7|ECS4|ECS7|ELB2)$/, finding: /-Cart\//, reason: 'network, cluster and load balancer of the application under test, which are not what is shown' },
  { checker: 'nag', rule: /^AwsSolutions-VPC7$/, finding: /^storefront-[\w-]+-Network\//, reason: 'the example\'s network: flow logs cost by traffic, and the CDK turns a check of its linter off with them' },
  { checker: 'nag', rule: /^AwsSolutions-ELB2$/, finding: /\/Front\/Balancer\//, reason: 'the example\'s load balancer: a release is judged by its metrics, access logs are for another purpose' },
  { checker: 'nag', rule: /^AwsSolutions-EC23$/, finding: /\/Front\/Balancer\/SecurityGroup\//, reason: 'the shop front is for everybody, on port 443 alone; testers come from the office' },
  { checker: 'nag', rule: /^AwsSolutions-CB5$/, finding: /\/browsers\/browsers\//, reason: 'the browsers come with an image of Playwright; the job has no permission but to read its artifact' },
  { checker: 'nag', rule: /^AwsSolutions-S1$/, finding: /\/Uploads\//, reason: 'the bucket of uploads of the application under test, which is not what is shown' },
  { checker: 'nag', rule: /^AwsSolutions-APIG[14]$/, finding: /-Api\//, reason: 'the example\'s public API, which is not what is shown' },
];

/** The suppressions that match a finding of a checker. */
export function suppressing(checker: string, { rule, at, message }: Finding): Suppression[] {
  return SUPPRESSIONS.filter((each) => each.checker === checker && each.rule.test(rule) && each.finding.test(`${at} ${message}`));
}
