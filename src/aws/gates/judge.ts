import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Step } from 'aws-cdk-lib/pipelines';
import { Construct } from 'constructs';
import type { PlanDocument } from '../../plan/document';
import type { IChangeSystem } from '../change-system';
import type { BudgetQuestion, FreezeQuestion, Question } from '../handlers/gate/question';
import { pipelineArn } from '../links/pipeline-arn';
import type { PipelineParts } from '../links/pipeline-parts';
import { approvalActionNames, changeActionName, dependencyActionName, readerRoleName, recordName } from '../names';
import type { Place } from '../place';
import { isSameAccount } from '../place';
import type { GrantedRule } from '../stages/rule';
import type { EntryLayout, GateLayout } from '../stages/stage-layout';
import { asking } from './asking';
import type { Freezes } from './freezes';
import { frozen, FROZEN_VARIABLE } from './frozen';
import { GateFunction } from './gate-function';
import { gateRule } from './gate-rule';
import { QuestionStep } from './question-step';
import { objectiveArn, readBudget } from './read-budget';
import { desugared } from './version-range';

export interface JudgeProps {
  readonly plan: PlanDocument;
  readonly parts: PipelineParts;
  /** Where the pipeline is. */
  readonly at: Place;
  /** Where the environments are, by name. */
  readonly places: ReadonlyMap<string, Place>;
  readonly freezes: Freezes;
  /** By the name that gates give. */
  readonly changeSystems: Readonly<Record<string, IChangeSystem>>;
}

/**
 * Puts what CodePipeline cannot judge as questions to one function, and lets that function see what it needs for the answers.
 * There is no function where nothing is asked.
 */
export class Judge extends Construct {
  private known?: GateFunction;

  constructor(scope: Construct, id: string, private readonly props: JudgeProps) {
    super(scope, id);
  }

  /** The moment of entry: no freeze holds, and error budget is left. */
  public entry(stage: EntryLayout): GrantedRule[] {
    return this.rules(stage.name, [...this.freeze(stage), ...this.budgets(stage)]);
  }

  /** Where several people of a group have to approve, nobody has done so twice. */
  public people({ name, approvals }: GateLayout): GrantedRule[] {
    const groups = [...new Set(approvals.map(({ group }) => group))];
    const actions = groups.map((group) => [group, approvals.filter((approval) => approval.group === group).flatMap(approvalActionNames)] as const);
    const several = actions.filter(([, names]) => names.length > 1);
    if (several.length === 0) return [];
    this.allow(['codepipeline:ListActionExecutions', 'codepipeline:GetPipelineState'], [this.arnOf(name)]);
    return this.rules(name, [{ kind: 'people', approvals: Object.fromEntries(several) }]);
  }

  /** What may have to be waited for: actions, since a rule cannot be asked again. */
  public waiting({ name, wave, changes, dependencies }: GateLayout): Step[] {
    const { plan, changeSystems, at } = this.props;
    return [
      ...changes.map((change) => {
        const { system, states } = change;
        const { url, token } = changeSystems[system];
        token.grantRead(this.function.role);
        this.allow(['codepipeline:GetPipelineExecution'], [this.arnOf(name)]);
        return this.step(changeActionName(change), name, { kind: 'change', url, secret: token.secretArn, states, service: plan.service, wave });
      }),
      ...dependencies.map((dependency) => {
        const { service, environment, versions } = dependency;
        const record = recordName(service, environment);
        this.allow(['ssm:GetParameter'], [`arn:${at.partition}:ssm:${at.region}:${at.account}:parameter${record}`]);
        return this.step(dependencyActionName(dependency), name, { kind: 'dependsOn', record, versions: desugared(versions) });
      }),
    ];
  }

  private freeze({ name: stage, wave, freezes: names }: EntryLayout): FreezeQuestion[] {
    if (names.length === 0) return [];
    const { plan, freezes } = this.props;
    const passedBy = plan.expedited.filter(({ passesFreezes }) => passesFreezes).flatMap(({ releaseTypes }) => releaseTypes);
    this.allow(['ssm:GetCalendarState'], freezes.arnsOf(names));
    if (passedBy.length > 0) this.allow(['codepipeline:GetPipelineExecution', 'codepipeline:GetPipelineState'], [this.arnOf(stage)]);
    // not in the question: a pipeline that changes loses what it could go back to, and freezes come and go
    this.function.lambda.addEnvironment(FROZEN_VARIABLE, JSON.stringify(frozen(plan)));
    return [{ kind: 'freeze', wave, passedBy }];
  }

  private budgets({ budgets }: EntryLayout): BudgetQuestion[] {
    const { plan: { service }, places, at } = this.props;
    return budgets.map(({ environment, remainingAtLeastRatio }) => {
      const place = places.get(environment)!;
      const role = isSameAccount(place, at) ? '' : `arn:${place.partition}:iam::${place.account}:role/${readerRoleName(service, environment)}`;
      if (role) this.allow(['sts:AssumeRole'], [role]);
      else this.function.role.addToPolicy(readBudget(service, environment, place));
      return { kind: 'budget', objective: objectiveArn(service, environment, place), region: place.region, role, remainingAtLeastRatio };
    });
  }

  private rules(stage: string, questions: Question[]): GrantedRule[] {
    return questions.length > 0 ? [gateRule(this.function, asking(this.props.parts.nameOf(stage), stage, { canWait: false, questions }))] : [];
  }

  private step(id: string, stage: string, question: Question): Step {
    return new QuestionStep(id, this.function, asking(this.props.parts.nameOf(stage), stage, { canWait: true, questions: [question] }));
  }

  /** By name: the pipeline asks a function that may not wait for the pipeline. */
  private arnOf(stage: string): string {
    return pipelineArn(this, this.props.parts.nameOf(stage));
  }

  private allow(actions: string[], resources: string[]): void {
    this.function.role.addToPolicy(new PolicyStatement({ actions, resources }));
  }

  private get function(): GateFunction {
    this.known ??= new GateFunction(this, 'Gate', this.props.parts.pipelineNames[0]);
    return this.known;
  }
}
