import type { App } from 'aws-cdk-lib/core';

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly Metrics?: { readonly MetricStat?: object }[] };
}

/** What the templates of an application make. */
export class Inventory {
  private readonly resources: Resource[];

  constructor(app: App) {
    const templates = app.synth().stacksRecursively.map(({ template }) => template as { readonly Resources?: Record<string, Resource> });
    this.resources = templates.flatMap(({ Resources = {} }) => Object.values(Resources));
  }

  public get size(): number {
    return this.resources.length;
  }

  /** @param type of CloudFormation */
  public count(type: string): number {
    return this.of(type).length;
  }

  /** CloudWatch charges for an alarm by the metrics it reads. */
  public get alarmMetrics(): number {
    const read = ({ Properties }: Resource) => Properties?.Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1;
    return this.of('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + read(alarm), 0);
  }

  private of(type: string): Resource[] {
    return this.resources.filter(({ Type }) => Type === type);
  }
}
