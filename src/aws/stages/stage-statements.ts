import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A managed policy has 6144 letters; this many of the longest ARNs of stages fit into one. */
const RESOURCES_AT_MOST = 20;

/** The CDK spreads statements over as many policies as they need, and takes none apart. */
export function inStatements(resources: string[]): string[][] {
  return Array.from({ length: Math.ceil(resources.length / RESOURCES_AT_MOST) }, (_, i) => resources.slice(i * RESOURCES_AT_MOST, (i + 1) * RESOURCES_AT_MOST));
}

/** What somebody may do with stages of pipelines, however many there are. */
export function stageStatements(actions: string[], resources: string[]): PolicyStatement[] {
  return inStatements(resources).map((part) => new PolicyStatement({ actions, resources: part }));
}
