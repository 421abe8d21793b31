import { Chart } from 'cdk8s';
import { Artifact, k8s, Release, ReleaseType } from 'spillway';
import { shopPipeline } from './pipeline';
import { IMAGES, Shop } from './services';

/** What the build hands over; the digests are made up here. */
const release = Release.of({
  version: '2.4.0',
  commit: '3f8e1c5d9b7a2046e8c1d3f5a7b9c0e2d4f6a8b0',
  author: 'alex',
  type: ReleaseType.FEATURE,
  artifacts: IMAGES.map((image, i) => Artifact.image(image, `sha256:${String(i + 1).repeat(64)}`)),
});

/** The shop and its release, ready for `synth`. */
export function shopApp(outdir?: string): k8s.GitOpsApp {
  const app = new k8s.GitOpsApp({ outdir });
  const pipeline = shopPipeline(app);

  const delivery = new k8s.GitOpsRelease(new Chart(app, 'delivery'), 'Release', {
    pipeline,
    repository: { url: 'https://git.example.com/shop/deploy.git' },
    images: IMAGES.map((repository) => ({ repository, constraint: '^2.0.0' })),
    imagePolicy: k8s.ImagePolicy.APPROVED,
    operators: 'shop-operators',
    breakGlass: 'incident-commanders',
  });
  delivery.notify(k8s.Audience.slack('shop-releases'));
  delivery.notify(k8s.Audience.webhook('pager', { urgencies: [k8s.Urgency.PAGE] }));
  for (const wave of pipeline.waves) {
    for (const environment of wave.environments) {
      const name = environment.environmentName;
      delivery.deploy(environment, new Shop(app, { pipeline, environment, release }), {
        cluster: name,
        prometheusAddress: `https://prometheus.${name}.example.com`,
      });
    }
  }
  return app;
}
