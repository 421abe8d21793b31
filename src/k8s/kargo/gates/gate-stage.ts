import type { Construct } from 'constructs';
import type { PlannedWave } from '../../../plan/document';
import type { Delivery } from '../../delivery';
import { emit } from '../../manifests/emit';
import { jobMetric } from '../../pods/job-metric';
import { gateStage } from '../stage-names';
import { gateJobs } from './jobs';

/** Arguments of the analysis, and the environment variables that carry them into its jobs. */
const VARIABLES: Record<string, string> = { commit: 'RELEASE_COMMIT', images: 'RELEASE_IMAGES' };

/** What a Stage does that changes nothing and verifies its Freight by jobs: a promotion has at least one step. */
export function judgingStage(scope: Construct, delivery: Delivery, wave: PlannedWave): object {
  const args = argumentsOf(delivery);
  const known = args.map((argument) => ({ name: VARIABLES[argument.name], value: `{{args.${argument.name}}}` }));
  const name = gateStage(wave.name);
  emit(scope, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, namespace: delivery.project },
    spec: {
      args: args.map((argument) => ({ name: argument.name })),
      metrics: gateJobs(wave, delivery.evidence).map((job) => jobMetric({ ...job, env: [...known, ...job.env ?? []] })),
    },
  });
  return {
    promotionTemplate: { spec: { steps: [{ uses: 'compose-output', as: 'judged', config: { wave: wave.name } }] } },
    verification: { analysisTemplates: [{ name }], args },
  };
}

function argumentsOf({ repositoryUrl, images }: Delivery): { name: string; value: string }[] {
  return [
    { name: 'commit', value: `\${{ quote(commitFrom('${repositoryUrl}').ID) }}` },
    ...(images.length === 0 ? [] : [{
      name: 'images',
      value: images.map(({ repository }) => `${repository}@\${{ imageFrom('${repository}').Digest }}`).join(' '),
    }]),
  ];
}
