import { Application, ConfigurationContent, ConfigurationType, HostedConfiguration } from 'aws-cdk-lib/aws-appconfig';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Canary, Code, Runtime as CanaryRuntime, RuntimeFamily, Schedule, Test } from 'aws-cdk-lib/aws-synthetics';
import { Duration as CdkDuration, Stack, Stage } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import type { Environment } from 'spillway';
import { aws, Plan } from 'spillway';
import { carried } from '../../../src/aws/read/carried';
import type { Declared } from '../fixture';
import { Fixture, tooling, workloads } from '../fixture';
import { Service } from '../service';
import type { Kind } from './arbitrary-declared';
import { declared } from './arbitrary-declared';
import { synthesizedTexts } from './synthesized-texts';

const elsewhere = { account: '222222222222', region: 'us-east-1' };

/** What a release needs besides its declaration, whatever gates it has. */
function candidate(systems: string[]): NonNullable<Declared['candidate']> {
  return (stack) => ({
    changeSystems: Object.fromEntries(systems.map((system) => [system, aws.ChangeSystem.http({
      url: 'https://changes.example.com/ticket', token: Secret.fromSecretCompleteArn(stack, `Token-${system}`, 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:token-abcdef'),
    })])),
    evidence: aws.EvidenceStore.cosign({
      repository: Repository.fromRepositoryName(stack, 'Images', 'shop'),
      key: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111111111111:key/evidence'),
      verifier: `ghcr.io/shop/cosign@sha256:${'0'.repeat(64)}`,
    }),
  });
}

class Released {
  public readonly fixture: Fixture;

  constructor(declaration: Declared, private readonly kind: Kind, apart = false) {
    const systems = Object.values(declaration.waves).flatMap(({ gates = [] }) => gates.flatMap((gate) => {
      const spec = gate._spec();
      return spec.kind === 'change' ? [spec.system] : [];
    }));
    const asked = candidate([...new Set(systems)]);
    const waves = Object.fromEntries(Object.keys(declaration.waves).map((wave) => [wave, { stagePerEnvironment: apart }]));
    this.fixture = new Fixture({ ...declaration, candidate: (stack) => ({ ...asked(stack), waves }) });
    const places = [tooling, workloads, elsewhere];
    this.fixture.environments.forEach((environment, i) => this.fixture.release.deploy(environment, this.stage(environment, places[i % places.length])));
  }

  public get plan(): Plan {
    return Plan.of(this.fixture.pipeline);
  }

  public get texts(): Record<string, string> {
    return synthesizedTexts(this.fixture.app);
  }

  private stage(environment: Environment, env: { account: string; region: string }): Stage {
    const stage = new Stage(this.fixture.app, environment.environmentName, { env });
    const stack = new Stack(stage, 'Api');
    const metrics = Object.fromEntries(this.plan._document.signals.flatMap(({ name, measure, periodMs }) => (measure.kind === 'custom'
      ? [[name, new Metric({ namespace: 'Shop', metricName: `Shop-${name}`, statistic: 'Sum', period: CdkDuration.millis(periodMs) })]] : [])));
    const probes = this.probes(stack);
    switch (this.kind) {
      case 'functions': this.fixture.workload(stack, environment, { metrics, probes }); break;
      case 'services': this.service(stack, environment, { metrics, probes }); break;
      case 'flags': new aws.FlagWorkload(stack, 'Workload', { pipeline: this.fixture.pipeline, environment, configuration: configuration(stack), metrics, probes });
    }
    return stage;
  }

  private service(stack: Stack, environment: Environment, measured: Pick<aws.EcsWorkloadProps, 'metrics' | 'probes'>): void {
    const { pipeline } = this.fixture;
    const { service, targetGroup, alternate } = new Service({ desiredCount: 4 }, stack);
    const rolls = pipeline.waves.some((wave) => wave.environments.includes(environment) && wave._trafficShift._spec().kind === 'rolling');
    new aws.EcsWorkload(stack, 'Workload', { pipeline, environment, service, ...measured, targetGroup, ...rolls ? {} : { alternate } });
  }

  /** A canary that buys something, where a signal looks at it. */
  private probes(stack: Stack): Record<string, Canary> | undefined {
    if (!this.plan._document.signals.some(({ measure }) => measure.kind === 'synthetic')) return undefined;
    return { purchase: new Canary(stack, 'Purchase', {
      schedule: Schedule.rate(CdkDuration.minutes(1)),
      runtime: new CanaryRuntime('syn-nodejs-playwright-3.0', RuntimeFamily.NODEJS),
      test: Test.custom({ code: Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler' }),
    }) };
  }
}

function configuration(stack: Stack): HostedConfiguration {
  const flags = { version: '1', flags: { checkout: { name: 'checkout' } }, values: { checkout: { enabled: true } } };
  return new HostedConfiguration(stack, 'Configuration', {
    application: new Application(stack, 'Application'), type: ConfigurationType.FEATURE_FLAGS, content: ConfigurationContent.fromInlineJson(JSON.stringify(flags)),
  });
}

function expectRoundTrip(released: Released): void {
  const reading = aws.TemplateReading.of(released.texts);
  expect(reading.plans).toHaveLength(1);
  expect(carried(reading.plans[0]._document)).toEqual(carried(released.plan._document));
  // all that is told is what no template says
  expect(reading.notes.filter(({ template }) => template !== '')).toEqual([]);
}

test.each([['functions', 15], ['services', 6], ['flags', 10]] as const)('what is read of synthesized templates is the plan that they carry: %s', (kind, numRuns) => {
  const property = fc.property(declared(kind), fc.boolean(), (declaration, apart) => expectRoundTrip(new Released(declaration, kind, apart)));
  // a synthesis takes long, so the first example that fails is not made smaller
  fc.assert(property, { seed: Number(process.env.READ_SEED ?? 7), numRuns: Number(process.env.READ_RUNS ?? numRuns), endOnFailure: true });
});
