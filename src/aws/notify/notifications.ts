import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { EventField, Rule } from 'aws-cdk-lib/aws-events';
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Problem } from '../../plan/problem';
import type { Audience } from '../audience';
import type { PipelineParts } from '../links/pipeline-parts';
import type { Message } from '../message';
import { SP4701, SP4702, SP4703 } from '../problems-undo';
import type { StageLayout } from '../stages/stage-layout';
import { Urgency } from '../urgency';
import type { MessageKind, Occasion } from './message-kind';
import { EXAMPLES, filled, PATHS, wordsOf } from './message-kind';
import { MESSAGE_KINDS } from './message-kinds';
import { inPatterns, patternOf, stagesOf } from './occasion-pattern';
import type { Told } from './told';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const TARGETS_AT_MOST = 5;

export interface NotificationsProps {
  readonly service: string;
  readonly parts: PipelineParts;
  /** ARN of the undo machine. */
  readonly machineArn: string;
  readonly layout: StageLayout[];
}

/** Who is told what: one rule for a kind of message and the waves it is told of, whoever listens. */
export class Notifications extends Construct {
  private readonly audiences: Audience[] = [];
  private readonly rules = new Map<string, { readonly rule: Rule; targets: number }>();

  constructor(scope: Construct, id: string, private readonly props: NotificationsProps) {
    super(scope, id);
  }

  public add(audience: Audience): void {
    this.audiences.push(audience);
    if (this.problemsOf(audience).length > 0) return;
    for (const kind of MESSAGE_KINDS) {
      if (this.hears(audience, kind)) for (const rule of this.rulesFor(kind, wavesOf(audience))) rule.addTarget(audience._target(this.told(kind)));
    }
  }

  public get problems(): Problem[] {
    return this.audiences.flatMap((audience) => this.problemsOf(audience));
  }

  /** Everything that can be told of this pipeline, with examples. */
  public get messages(): Message[] {
    const { service, layout } = this.props;
    return MESSAGE_KINDS.filter((kind) => this.happens(kind, undefined)).map((kind) => {
      const stages = stagesOf(kind.occasion, layout, undefined) ?? [];
      const example: Readonly<Record<string, string>> = { ...EXAMPLES, service, stage: stages.at(-1) ?? layout.at(-1)!.name, wave: layout.at(-1)!.wave };
      const line = (text: string) => filled(text, (word) => example[word]);
      return {
        kind: kind.kind,
        urgency: kind.urgency,
        stages,
        title: line(kind.title),
        text: line(kind.text),
        nextStep: line(kind.nextStep),
        heardBy: this.audiences.filter((audience) => this.hears(audience, kind)).map(({ _path }) => _path),
      };
    });
  }

  private told(kind: MessageKind): Told {
    const { service } = this.props;
    const line = (text: string) => filled(text, (word) => (word === 'service' ? service : EventField.fromPath(PATHS[word])));
    const thread = wordsOf(kind).find((word) => word === 'execution' || word === 'release');
    return {
      kind: kind.kind, urgency: kind.urgency, service, title: line(kind.title), text: line(kind.text), nextStep: line(kind.nextStep),
      ...(thread ? { thread: EventField.fromPath(PATHS[thread]) } : {}),
    };
  }

  private hears(audience: Audience, kind: MessageKind): boolean {
    return audience._hears(kind.urgency) && this.happens(kind, wavesOf(audience));
  }

  /** What concerns no wave is told to those who listen for some only when it pages. */
  private happens({ occasion, urgency }: MessageKind, waves: string[] | undefined): boolean {
    const stages = stagesOf(occasion, this.props.layout, waves);
    if (stages) return stages.length > 0;
    if (occasion.of === 'handOver') return waves === undefined && this.props.parts.areLinked;
    return occasion.of === 'undo' || waves === undefined || urgency === Urgency.PAGE;
  }

  private rulesFor({ kind, occasion }: MessageKind, waves: string[] | undefined): Rule[] {
    return inPatterns(stagesOf(occasion, this.props.layout, waves) ?? []).map((stages, i) =>
      this.rule([kind, ...waves ?? [], ...i > 0 ? ['', `${i + 1}`] : []], this.pattern(occasion, stages, waves)));
  }

  private rule(words: string[], eventPattern: EventPattern): Rule {
    for (let i = 1; ; i++) {
      // names of waves have hyphens, and no dots
      const id = [...words, ...(i > 1 ? [i] : [])].join('.');
      const known = this.rules.get(id);
      if (known && known.targets >= TARGETS_AT_MOST) continue;
      const { rule, targets } = known ?? { rule: new Rule(this, id, { eventPattern }), targets: 0 };
      this.rules.set(id, { rule, targets: targets + 1 });
      return rule;
    }
  }

  private pattern(occasion: Occasion, stages: string[], waves: string[] | undefined): EventPattern {
    return patternOf(occasion, { ...this.props, pipelineNames: this.props.parts.pipelineNames, stages, waves });
  }

  private problemsOf(audience: Audience): Problem[] {
    const { _path: path, _topic: topic, _waves: waves } = audience;
    const known = this.props.layout.map(({ wave }) => wave);
    const strange = (wavesOf(audience) ?? []).filter((wave) => !known.includes(wave));
    const { region } = Stack.of(this);
    const elsewhere = topic && !Token.isUnresolved(topic.env.region) && topic.env.region !== region;
    return [
      ...strange.map((wave) => SP4701.at(path, { got: wave, allowed: `one of ${[...new Set(known)].join(', ')}`, remedies: ['name a wave of this pipeline'] })),
      ...(topic?.fifo ? [SP4702.at(path, { got: 'a FIFO topic', allowed: 'a standard one', remedies: ['make a standard topic'] })] : []),
      ...(elsewhere ? [SP4702.at(path, { got: topic.env.region, allowed: region, remedies: ['make a topic in the Region of the pipeline'] })] : []),
      ...(waves?.length === 0 || !MESSAGE_KINDS.some(({ urgency }) => audience._hears(urgency))
        ? [SP4703.at(path, { got: 'an empty list', allowed: 'at least one urgency and one wave', remedies: ['leave out the list', 'name an urgency and a wave'] })] : []),
    ];
  }
}

function wavesOf({ _waves }: Audience): string[] | undefined {
  return _waves?.map(({ waveName }) => waveName);
}
