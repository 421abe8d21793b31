import { CloudFormationClient, DescribeStackResourcesCommand, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CodePipelineClient, OverrideStageConditionCommand, PutApprovalResultCommand } from '@aws-sdk/client-codepipeline';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, ListExecutionsCommand, ListStateMachinesCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteParameterCommand, GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { askPlugin } from './ask-plugin';
import { NAMESPACE } from './subset';
import { until } from './until';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One account in one Region of the emulator, in the name of somebody: the account's root, or a role. */
export class Aws {
  public static root(url: string, account: string, region: string): Aws {
    return new Aws({ endpoint: url, region, credentials: { accessKeyId: account, secretAccessKey: 'test' } });
  }

  /** For a client of any service. */
  public constructor(public readonly config: ClientConfig) {}

  public in(region: string): Aws {
    return new Aws({ ...this.config, region });
  }

  /** In the name of a role that trusts whoever this is. */
  public async assume(roleArn: string, RoleSessionName = 'end-to-end'): Promise<Aws> {
    const { Credentials: given } = await new STSClient(this.config).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName }));
    const credentials = { accessKeyId: given!.AccessKeyId!, secretAccessKey: given!.SecretAccessKey!, sessionToken: given!.SessionToken };
    return new Aws({ ...this.config, credentials });
  }

  /** In the name of a role that trusts a service of AWS only, as the service would be. */
  public async asService(roleArn: string): Promise<Aws> {
    const { endpoint, region } = this.config;
    const credentials = await askPlugin(endpoint, 'SessionOf', roleArn.split(':')[4], region, { roleArn }) as Credentials;
    return new Aws({ ...this.config, credentials });
  }

  /** @returns what the function answered; an error that it throws is thrown */
  public async invoke<T>(functionName: string, event: unknown, qualifier?: string): Promise<T> {
    const call = new InvokeCommand({ FunctionName: functionName, Qualifier: qualifier, Payload: JSON.stringify(event) });
    const { Payload, FunctionError } = await new LambdaClient(this.config).send(call);
    const answer = Buffer.from(Payload ?? []).toString();
    if (FunctionError) throw new Error(`${functionName} failed: ${answer}`);
    return JSON.parse(answer || 'null') as T;
  }

  public async approve(pipelineName: string, stageName: string, actionName: string, token: string): Promise<void> {
    await new CodePipelineClient(this.config).send(new PutApprovalResultCommand({ pipelineName, stageName, actionName, token, result: { status: 'Approved', summary: 'looks good' } }));
  }

  /** Passes the condition of a stage's entry. */
  public async override(pipelineName: string, stageName: string, pipelineExecutionId: string): Promise<void> {
    await new CodePipelineClient(this.config).send(new OverrideStageConditionCommand({ pipelineName, stageName, pipelineExecutionId, conditionType: 'BEFORE_ENTRY' }));
  }

  /** An environment variable of what the traffic of a stack's function goes to. */
  public async liveVariable(stack: string, name: string): Promise<string | undefined> {
    const FunctionName = await this.resource(stack, 'AWS::Lambda::Function');
    const { Environment } = await new LambdaClient(this.config).send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' }));
    return Environment?.Variables?.[name];
  }

  /** Adds to the metric that stands where an alarm has metric math; a negative value takes it back. */
  public async measure(alarmName: string, value: number): Promise<void> {
    await this.putMetric(NAMESPACE, alarmName, value);
  }

  /** @param count how many times the value was measured */
  public async putMetric(namespace: string, metricName: string, value: number, count = 1): Promise<void> {
    const MetricData = [{ MetricName: metricName, Values: [value], Counts: [count] }];
    await new CloudWatchClient(this.config).send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
  }

  public async alarmState(name: string): Promise<AlarmState | undefined> {
    return (await this.alarms({ AlarmNames: [name] }))[0]?.StateValue;
  }

  public async alarmIs(name: string, state: AlarmState): Promise<void> {
    await until(`${name} is ${state}`, async () => await this.alarmState(name) === state, 10);
  }

  /**
   * How the executions of a state machine ended, newest first, when none is running.
   * @param known how many there were before the one that is awaited
   */
  public async executions(stateMachineArn: string, known = 0): Promise<readonly { readonly status: string; readonly output: string }[]> {
    const sfn = new SFNClient(this.config);
    const ended = await until(`${stateMachineArn} has run`, async () => {
      const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
      return executions.length > known && executions.every(({ status }) => status !== 'RUNNING') && executions;
    });
    return Promise.all(ended.map(async ({ executionArn }) => {
      const { status, output, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return { status: status!, output: output ?? `${error}: ${cause}` };
    }));
  }

  public async startMachine(stateMachineArn: string, input: unknown): Promise<void> {
    await new SFNClient(this.config).send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  }

  public async removeParameter(Name: string): Promise<void> {
    await new SSMClient(this.config).send(new DeleteParameterCommand({ Name }));
  }

  /** The messages of a queue, as soon as there are any, taken out of it. */
  public async received(queueUrl: string): Promise<string[]> {
    return until(`a message in ${queueUrl}`, async () => {
      const messages = await this.drain(queueUrl);
      return messages.length > 0 && messages;
    });
  }

  /** The messages of a queue, which may be none, taken out of it. */
  public async drain(QueueUrl: string): Promise<string[]> {
    const sqs = new SQSClient(this.config);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    await Promise.all(Messages.map(({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))));
    return Messages.length === 0 ? [] : [...Messages.map(({ Body }) => Body!), ...await this.drain(QueueUrl)];
  }

  /** Nothing when there is no such parameter. */
  public async parameter(Name: string): Promise<string | undefined> {
    try {
      return (await new SSMClient(this.config).send(new GetParameterCommand({ Name }))).Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  /** What stands in a log group, oldest first. */
  public async log(logGroupName: string): Promise<string[]> {
    const { endpoint, region, credentials } = this.config;
    const { events = [] } = await askPlugin(endpoint, 'ReadLog', credentials.accessKeyId, region, { logGroupName }) as { events?: { message: string }[] };
    return events.map(({ message }) => message);
  }

  public async output(stack: string, key: string): Promise<string> {
    const { Stacks = [] } = await new CloudFormationClient(this.config).send(new DescribeStacksCommand({ StackName: stack }));
    return Stacks[0].Outputs!.find(({ OutputKey }) => OutputKey === key)!.OutputValue!;
  }

  /** Name and type of everything a stack made, by logical id. */
  public async resources(stack: string): Promise<Map<string, { readonly type: string; readonly physicalId: string }>> {
    const { StackResources = [] } = await new CloudFormationClient(this.config).send(new DescribeStackResourcesCommand({ StackName: stack }));
    return new Map(StackResources.map((resource) => [resource.LogicalResourceId!, { type: resource.ResourceType!, physicalId: resource.PhysicalResourceId! }]));
  }

  /** The one resource of a type in a stack, or the one whose logical id begins so. */
  public async resource(stack: string, type: string, logicalId = ''): Promise<string> {
    const found = [...await this.resources(stack)].filter(([id, resource]) => resource.type === type && id.startsWith(logicalId));
    if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${logicalId} in ${stack}`);
    return found[0][1].physicalId;
  }

  public async stackStatus(stack: string): Promise<string | undefined> {
    const { Stacks = [] } = await new CloudFormationClient(this.config).send(new DescribeStacksCommand({ StackName: stack }));
    return Stacks[0]?.StackStatus;
  }

  /** Names of what stacks make and a delete has to take away. */
  public async leftovers(): Promise<string[]> {
    const [alarms, functions, rules, machines, topics] = await Promise.all([
      this.alarms({}),
      new LambdaClient(this.config).send(new ListFunctionsCommand({})),
      new EventBridgeClient(this.config).send(new ListRulesCommand({})),
      new SFNClient(this.config).send(new ListStateMachinesCommand({})),
      new SNSClient(this.config).send(new ListTopicsCommand({})),
    ]);
    return [
      ...alarms.map(({ AlarmName }) => `alarm ${AlarmName}`),
      ...(functions.Functions ?? []).map(({ FunctionName }) => `function ${FunctionName}`),
      ...(rules.Rules ?? []).map(({ Name }) => `rule ${Name}`),
      ...(machines.stateMachines ?? []).map(({ name }) => `state machine ${name}`),
      ...(topics.Topics ?? []).map(({ TopicArn }) => `topic ${TopicArn}`),
    ];
  }

  /** The stacks that are there, without the bootstrap's. */
  public async stacks(): Promise<string[]> {
    const { StackSummaries = [] } = await new CloudFormationClient(this.config).send(new ListStacksCommand({}));
    return StackSummaries.filter(({ StackStatus, StackName }) => StackStatus !== 'DELETE_COMPLETE' && StackName !== 'CDKToolkit').map(({ StackName }) => StackName!);
  }

  private async alarms(which: { readonly AlarmNames?: string[] }): Promise<readonly { readonly AlarmName?: string; readonly StateValue?: AlarmState }[]> {
    const call = new DescribeAlarmsCommand({ ...which, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
    const { MetricAlarms = [], CompositeAlarms = [] } = await new CloudWatchClient(this.config).send(call);
    return [...MetricAlarms, ...CompositeAlarms];
  }
}
