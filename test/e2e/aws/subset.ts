import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { App, IAspect } from 'aws-cdk-lib/core';
import { Aspects, CfnResource, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Everything of the templates that the emulator does not take. Nothing else may be taken out: the run fails when an entry is
 * missing here, and when one is no longer needed.
 */
export const TAKEN_OUT: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm.Metrics': "metric math is not calculated: the sum of a metric of the alarm's own name is in its place",
  'AWS::CodeDeploy::Application': 'there is no CodeDeploy',
  'AWS::CodeDeploy::DeploymentConfig': 'there is no CodeDeploy',
  'AWS::CodeDeploy::DeploymentGroup': 'there is no CodeDeploy',
  'AWS::Lambda::Alias.UpdatePolicy': 'there is no CodeDeploy, so an alias moves at once',
};

/** What the emulator does not know of its own, and this test answers for. */
export const STOOD_IN: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::CompositeAlarm': 'the emulator evaluates them, but its CloudFormation does not make them',
  'AWS::CodePipeline::Pipeline': 'a stand-in keeps the definition; what a pipeline does is a model',
  'AWS::SSM::Document': 'a stand-in answers whether a change calendar is open',
};

/** Namespace of the metrics that stand where metric math is. Each is named after its alarm. */
export const NAMESPACE = 'Spillway/EndToEnd';

/** Takes out of an app what the emulator does not take, and remembers what that was. */
export class Subset implements IAspect {
  public readonly found = new Set<string>();
  public readonly types = new Set<string>();

  /** CDK Pipelines writes a stage before the app's aspects reach it, so each stage gets them itself. */
  public applyTo(app: App): void {
    for (const scope of [app, ...app.node.findAll().filter((node) => node !== app && Stage.isStage(node))]) Aspects.of(scope).add(this, { priority: 900 });
  }

  public visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node)) return;
    this.types.add(node.cfnResourceType);
    if (node.cfnOptions.updatePolicy) {
      this.found.add(`${node.cfnResourceType}.UpdatePolicy`);
      node.cfnOptions.updatePolicy = undefined;
    }
    if (node instanceof CfnAlarm && node.metrics !== undefined) this.measureOneMetric(node);
    if (TAKEN_OUT[node.cfnResourceType] !== undefined) {
      this.found.add(node.cfnResourceType);
      node.node.scope!.node.tryRemoveChild(node.node.id);
    }
  }

  private measureOneMetric(alarm: CfnAlarm): void {
    this.found.add('AWS::CloudWatch::Alarm.Metrics');
    alarm.metrics = undefined;
    alarm.namespace = NAMESPACE;
    alarm.metricName = alarm.alarmName;
    alarm.period = 60;
    alarm.statistic = 'Sum';
  }
}

/** Synthesizes an app without what the emulator does not take, and writes down beside it what that was. */
export function writeSubset(app: App): void {
  const subset = new Subset();
  subset.applyTo(app);
  const { directory } = app.synth();
  writeFileSync(join(directory, 'subset.json'), JSON.stringify({ found: [...subset.found].sort(), types: [...subset.types].sort() }));
}
