import { RootConstruct } from 'constructs';
import { aws, k8s, ParityReport, Plan } from 'spillway';
import { ordersPipeline } from './pipeline';

/** What each back end makes of the pipeline. */
export const parity = ParityReport.of(Plan.of(ordersPipeline(new RootConstruct())), [new aws.CodePipelineRenderer(), new k8s.GitOpsRenderer()]);

if (require.main === module) console.log(parity.toMarkdown());
