import { ApiObject, App, Chart } from 'cdk8s';
import { k8s, ReleasePipeline, Verification } from 'spillway';
import { beta, east, IMAGE, shop } from '../shop';
import type { BadDeclaration } from './bad-declaration';
import { bad, chartOf } from './bad-declaration';

const url = 'https://git.example.com/shop.git';
const twoWaves = [['beta', { environments: [beta] }], ['last', { environments: [east] }]] as [string, { environments: typeof beta[] }][];
const PINNED = { imagePolicy: k8s.ImagePolicy.PINNED };

/** Releases whose folders, repository, places or audiences contradict each other. */
export const BAD_RELEASES: BadDeclaration[] = [
  bad('an environment is not deployed', 'SP5201', {}, ({ app, pipeline }) => new k8s.GitOpsRelease(new Chart(app, 'second'), 'Release', { pipeline, repository: { url }, images: [] })),
  bad('an environment is deployed twice', 'SP5201', {}, (made) => made.release.deploy(beta, chartOf(made))),
  bad('an environment of another pipeline is deployed', 'SP5201 SP5203 SP5207', {}, (made) => made.release.deploy(east, chartOf(made))),
  {
    when: 'the app writes other folders',
    codes: ['SP5201', 'SP5202', 'SP5208'],
    declare: (outdir) => {
      const app = new App({ outdir });
      new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', { pipeline: shop().pipeline, repository: { url }, images: [] });
      return app;
    },
  },
  bad('charts stand in each other', 'SP5203', {}, (made) => new Chart(chartOf(made), 'nested')),
  bad('charts depend on each other', 'SP5203', {}, (made) => chartOf(made).addDependency(new Chart(made.app, 'base'))),
  bad('two objects are one file', 'SP5204', {}, (made) => ['a', 'b'].forEach((group) => {
    new ApiObject(chartOf(made), group, { apiVersion: `${group}/v1`, kind: 'Route', metadata: { name: 'web' } });
  })),
  bad('the repository is reached by SSH', 'SP5205', { release: { repository: { url: 'git@example.com:shop.git' } } }),
  bad('the repository is reached without encryption', 'SP5205', { release: { repository: { url: 'http://git.example.com/shop.git' } } }),
  bad('a subscribed image is misspelt', 'SP5206', { release: { images: [{ repository: 'registry.example.com/shop/wbe' }] } }),
  bad('workloads are in each other\'s chart', 'SP5207', { waves: twoWaves, workload: { environment: east } }),
  bad('the pipeline is in another app', 'SP5208', {}, ({ app }) => {
    const pipeline = new ReleasePipeline(new k8s.GitOpsApp({ outdir: 'unused' }), 'Other', { service: 'other' });
    new k8s.GitOpsRelease(new Chart(app, 'second'), 'Release', { pipeline, repository: { url }, images: [] });
  }),
  bad('two environments are one place', 'SP5209', { waves: twoWaves, deploy: { cluster: 'same' } }),
  bad('an image has two digests', 'SP5210', {}, (made) => new k8s.Workload(chartOf(made), 'Worker', {
    pipeline: made.pipeline, environment: beta, replicas: 1, podTemplate: k8s.PodTemplate.inline({ spec: { containers: [{ name: 'web', image: `${IMAGE}@sha256:${'b'.repeat(64)}` }] } }),
  })),
  bad('a chart does not say its namespace', 'SP5211', { namespace: '' }),
  bad('an image is listed twice', 'SP5212', { release: { images: [{ repository: IMAGE }, { repository: IMAGE, constraint: '^2' }] } }),
  bad('the project has capitals', 'SP5213', { release: { project: 'Shop_Release' } }),
  bad('an audience listens to nothing', 'SP5421', {}, ({ release }) => release.notify(k8s.Audience.slack('shop', { urgencies: [] }))),
  bad('an audience has a number sign', 'SP5422', {}, ({ release }) => release.notify(k8s.Audience.slack('#shop'))),
  bad('an audience is there twice', 'SP5423', {}, ({ release }) => ['shop', 'shop'].forEach((name) => release.notify(k8s.Audience.slack(name)))),
  bad('policies would hold the cluster itself', 'SP5425', { namespace: 'kube-system', release: PINNED }),
  bad('policies would hold Argo CD', 'SP5425', { namespace: 'delivery', release: { ...PINNED, argoCdNamespace: 'delivery' } }),
  bad('a job verifies with an image that the policy denies', 'SP5426', {
    release: PINNED,
    waves: [['beta', { environments: [beta], verifications: [Verification.job({ name: 'smoke', image: 'registry.example.com/smoke:1', commands: ['true'] })] }]],
  }),
  bad('a policy denies what stands beside the workloads', 'SP5426', { release: PINNED }, (made) => new ApiObject(chartOf(made), 'Redis', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'redis' }, spec: { template: { spec: { containers: [{ name: 'redis', image: 'redis:7' }] } } },
  })),
  bad('a policy denies an image that is a volume', 'SP5426', { release: PINNED }, (made) => new ApiObject(chartOf(made), 'Store', {
    apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'store' }, spec: { template: { spec: { containers: [], volumes: [{ name: 'plugin', image: { reference: 'plugin:7' } }] } } },
  })),
  bad('a policy denies what an Experiment compares', 'SP5426', { release: PINNED }, (made) => new ApiObject(chartOf(made), 'Compare', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Experiment', metadata: { name: 'compare' },
    spec: { templates: [{ name: 'old', template: { spec: { containers: [{ name: 'redis', image: 'redis:7' }] } } }] },
  })),
  bad('the groups of people have no names', 'SP5427', { release: { operators: '', breakGlass: ' ' } }),
];
