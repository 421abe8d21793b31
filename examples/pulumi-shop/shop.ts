import { join } from 'node:path';
import { RootConstruct } from 'constructs';
import { Plan } from 'spillway';
import { CloudAssemblyRelease, ManifestRelease, manifestsIn } from 'spillway/pulumi';
import { shopPipeline as pipelineOnLambda } from '../aws-shop/api/pipeline';
import { shopPipeline as pipelineOnKubernetes } from '../k8s-shop/pipeline';

/**
 * The pipeline of the shop on Lambda, as `cdk synth` in `../aws-shop` wrote it.
 * @param assembly the cloud assembly
 */
export function shopOnLambda(assembly = join(__dirname, '../aws-shop/cdk.out')): CloudAssemblyRelease {
  const plan = Plan.of(pipelineOnLambda(new RootConstruct()));
  return new CloudAssemblyRelease('shop', { plan, directory: assembly });
}

/**
 * The delivery of the shop on Kubernetes, as `../k8s-shop/main.ts` wrote it. The folders of the environments are left to Argo CD.
 * @param dist the folder with all charts
 */
export function shopOnKubernetes(dist = join(__dirname, '../k8s-shop/dist')): ManifestRelease {
  const plan = Plan.of(pipelineOnKubernetes(new RootConstruct()));
  return new ManifestRelease('shop', { plan, charts: { delivery: manifestsIn(join(dist, 'delivery')) } });
}
