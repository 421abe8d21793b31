import { App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ReleasePipeline } from '../model/release-pipeline';
import type { Problem } from '../plan/problem';
import type { Delivery } from './delivery';
import type { Destination } from './destination';
import { GitOpsApp } from './git-ops-app';
import type { FolderContents } from './manifests/environment-folder';
import { SP5201, SP5202, SP5203, SP5205, SP5206, SP5207, SP5208, SP5210, SP5211, SP5212, SP5213 } from './problems';
import { budgetName, budgetsOf } from './prometheus/budget';
import { severalPrometheis } from './prometheus/one-prometheus';
import { SP5301 } from './prometheus/problems-signals';

interface HandedOver extends Delivery {
  readonly release: Construct;
  readonly pipeline: ReleasePipeline;
  readonly destinations: Destination[];
}

interface CheckedRelease extends HandedOver {
  readonly contents: ReadonlyMap<Destination, FolderContents>;
}

/** What is wrong with a release once everything has been handed to it. */
export function releaseProblems(release: HandedOver): Problem[] {
  const checked = { ...release, contents: new Map(release.destinations.map((destination) => [destination, destination.folder.contents()])) };
  return [
    ...place(checked),
    ...repository(checked),
    ...project(checked),
    ...listedTwice(checked),
    ...coverage(checked),
    ...checked.destinations.flatMap((destination) => folder(checked, destination)),
    ...uncounted(checked),
    ...severalPrometheis(checked, checked.contents),
  ];
}

/** Environments of which an error budget is asked that none of their workloads has. */
function uncounted({ plan, contents }: CheckedRelease): Problem[] {
  return [...contents].flatMap(([{ environment: { environmentName }, folder: { chart } }, { recorded }]) => {
    const asked = plan.waves.filter(({ environments }) => environments.includes(environmentName)).flatMap(budgetsOf);
    const missing = asked.filter((gate) => !recorded.some((name) => name.startsWith(`${budgetName(gate)}/`)));
    return missing.map((gate) => SP5301.at(chart.node.path, {
      got: 'no workload with ports',
      allowed: `at least one, for the objective ${gate.objectiveRatio}`,
      remedies: ['pass the ports on which the workload takes requests', 'remove the budget gate from the wave'],
    }));
  });
}

function place({ release, pipeline }: CheckedRelease): Problem[] {
  const app = App.of(release);
  const isWriter = app instanceof GitOpsApp;
  return [
    ...(isWriter ? [] : [SP5202.at(release.node.path, { got: app.constructor.name, allowed: 'a GitOpsApp', remedies: ['make the app with new k8s.GitOpsApp()'] })]),
    ...foreignPipeline(release, pipeline),
    ...chartDependencies(app),
  ];
}

/** A pipeline that the app does not ask whether it is valid. */
export function foreignPipeline(release: Construct, pipeline: ReleasePipeline): Problem[] {
  return pipeline.node.root === release.node.root ? [] : [SP5208.at(release.node.path, {
    got: pipeline.node.path || pipeline.node.id,
    allowed: 'a pipeline of the same app',
    remedies: ['pass the app as scope of the pipeline'],
  })];
}

/** As soon as a chart depends on another, cdk8s numbers all folders. */
function chartDependencies(app: IConstruct): Problem[] {
  const all = app.node.findAll();
  const nested = all.filter((construct) => Chart.isChart(construct) && Chart.isChart(construct.node.scope));
  const dependent = all.filter((construct) => construct.node.dependencies.some((on) => chartOf(on) !== chartOf(construct)));
  return [...nested, ...dependent].map((construct) => SP5203.at(construct.node.path, {
    got: 'a chart in a chart, or a dependency between charts',
    allowed: 'charts side by side',
    remedies: ['make the app the scope of the chart', 'remove the dependency: waves give the order'],
  }));
}

function chartOf(construct: IConstruct): IConstruct | undefined {
  return construct.node.scopes.reverse().find((scope) => Chart.isChart(scope));
}

function repository({ repositoryUrl, release }: CheckedRelease): Problem[] {
  return /^https:\/\/[^\s'"]+$/.test(repositoryUrl) ? [] : [SP5205.at(release.node.path, {
    got: repositoryUrl,
    allowed: 'a URL that begins with "https://"',
    remedies: ['use the HTTPS URL, and give Kargo and Argo CD a token for it'],
  })];
}

function project({ project: name, release }: CheckedRelease): Problem[] {
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) ? [] : [SP5213.at(release.node.path, {
    got: name,
    allowed: 'lower case letters, digits and hyphens, at most 63 characters',
    remedies: ['pass `project`'],
  })];
}

function listedTwice({ images, release }: CheckedRelease): Problem[] {
  const names = images.map(({ repository: name }) => name);
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  return [...twice].map((name) => SP5212.at(release.node.path, { got: name, allowed: 'each image once', remedies: ['remove one of them'] }));
}

function coverage({ plan, destinations, release }: CheckedRelease): Problem[] {
  const times = (name: string) => destinations.filter(({ environment }) => environment.environmentName === name).length;
  const wrong = plan.environments.map(({ name }) => name).filter((name) => times(name) !== 1);
  const unknown = destinations.map(({ environment }) => environment.environmentName).filter((name) => !plan.environments.some((known) => known.name === name));
  return [
    ...wrong.map((name) => SP5201.at(`${release.node.path}/${name}`, {
      got: `${times(name)} times`,
      allowed: 'once',
      remedies: [times(name) === 0 ? 'call deploy with the environment and its chart' : 'call deploy once, with one chart that holds everything'],
    })),
    ...unknown.map((name) => SP5201.at(`${release.node.path}/${name}`, {
      got: 'an environment that the pipeline does not have',
      allowed: 'an environment of one of its waves',
      remedies: ['add the environment to a wave', 'do not deploy it'],
    })),
  ];
}

function folder({ images, pipeline, contents }: CheckedRelease, destination: Destination): Problem[] {
  const { environment, folder: { chart, name }, namespace } = destination;
  const { workloads, digests: digestsByImage } = contents.get(destination)!;
  const path = chart.node.path;
  const own = workloads.filter((workload) => workload._pipeline === pipeline && workload._environment === environment);
  const digests = [...digestsByImage];
  const used = digests.map(([image]) => image).sort();
  return [
    ...(name === environment.environmentName ? [] : [SP5203.at(path, {
      got: name,
      allowed: `"${environment.environmentName}"`,
      remedies: [`make the chart with new Chart(app, '${environment.environmentName}')`],
    })]),
    ...(own.length > 0 && own.length === workloads.length ? [] : [SP5207.at(path, {
      got: `${own.length} of ${workloads.length} workloads`,
      allowed: 'at least one, and none of another environment',
      remedies: ['add a Workload for this environment', 'move the workload to the chart of its environment'],
    })]),
    ...(namespace ? [] : [SP5211.at(path, {
      got: 'nothing',
      allowed: 'the namespace of the environment',
      remedies: [`make the chart with new Chart(app, '${environment.environmentName}', { namespace: '${pipeline.service}' })`],
    })]),
    ...digests.filter(([, { size }]) => size > 1).map(([image]) => SP5210.at(path, {
      got: image,
      allowed: 'one digest for an image',
      remedies: ['pass the same release to all workloads', 'use two repositories'],
    })),
    ...images.filter((image) => !used.includes(image.repository)).map((image) => SP5206.at(path, {
      got: image.repository,
      allowed: used.length > 0 ? `an image of its workloads: ${used.join(', ')}` : 'an image of its workloads',
      remedies: ['correct the repository', 'remove it from `images`'],
    })),
  ];
}
