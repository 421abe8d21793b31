import type { Stage } from 'aws-cdk-lib/core';
import { Annotations, Aspects, AspectPriority, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { StackDeployment, StageDeployment } from 'aws-cdk-lib/pipelines';
import type { IConstruct } from 'constructs';
import { Tier } from '../../model/environment';
import type { PlanDocument } from '../../plan/document';
import type { Problem } from '../../plan/problem';
import { SP4431, SP4432 } from '../problems-workloads';
import { environmentOf } from '../workloads/workload';
import { holdsData, losingPolicies } from './stateful';

/**
 * Warns, where customers' data is, of what a rollback would take with it. Asked last, since policies may be set for a whole
 * stage; told at the resource, where the CDK lets its owner acknowledge it, too.
 */
export function warnOfDataLoss(plan: PlanDocument, environment: string, stage: Stage): void {
  const spec = plan.environments.find(({ name }) => name === environment);
  if (spec?.tier !== Tier.PRODUCTION) return;
  const acknowledged = plan.acknowledged.map(({ code }) => code);
  Aspects.of(stage).add({
    visit: (node) => {
      for (const { code, message } of [...lost(node), ...mixed(node)].filter((problem) => !acknowledged.includes(problem.code))) {
        Annotations.of(node).addWarningV2(`spillway:${code}`, message);
      }
    },
  }, { priority: AspectPriority.READONLY });
}

/** Deploys what holds data before what uses it, also where the CDK sees no reference; a stack that data waits for is left alone. */
export function dataFirst({ stacks }: StageDeployment, stage: Stage): void {
  const apart = stage.node.findAll().filter(Stack.isStack).filter((stack) => dataOf(stack).length > 0 && !hasWorkload(stack));
  const holding = new Set(apart.map(({ node }) => node.path));
  const data = stacks.filter(({ constructPath }) => holding.has(constructPath));
  for (const other of stacks.filter((stack) => !data.includes(stack))) {
    for (const stack of data) if (!waitsFor(stack, other)) other.addStackDependency(stack);
  }
}

function lost(node: IConstruct): Problem[] {
  if (!CfnResource.isCfnResource(node) || !holdsData(node)) return [];
  const policies = losingPolicies(node);
  return policies.length === 0 ? [] : [SP4431.at(node.node.path, {
    got: policies.join(' and '), allowed: 'Retain or Snapshot for both', remedies: ['set RemovalPolicy.RETAIN', 'acknowledge that its data may be lost'],
  })];
}

function mixed(node: IConstruct): Problem[] {
  if (!Stack.isStack(node) || !hasWorkload(node)) return [];
  const data = dataOf(node);
  return data.length === 0 ? [] : [SP4432.at(node.node.path, {
    got: data.map(({ cfnResourceType }) => cfnResourceType).join(', '), allowed: 'no data beside a workload', remedies: ['put it into a stack of its own'],
  })];
}

function dataOf(stack: Stack): CfnResource[] {
  return stack.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node) && holdsData(node));
}

function hasWorkload(stack: Stack): boolean {
  return stack.node.findAll().some((node) => environmentOf(node) !== undefined);
}

function waitsFor(stack: StackDeployment, other: StackDeployment): boolean {
  return stack.stackDependencies.some((next) => next === other || waitsFor(next, other));
}
