import { Lazy } from 'cdk8s';
import type { PlannedWave } from '../../plan/document';
import type { Audience } from '../audience';
import type { Delivery } from '../delivery';
import type { Destination } from '../destination';
import { emit } from '../manifests/emit';
import type { Message } from '../message';
import { policyLabels } from '../policy/admission-policy';
import type { MessageKind } from './message-kinds';
import { aftermath, EXAMPLES, filled, MESSAGE_KINDS, WORDS } from './message-kinds';

/**
 * What Argo Rollouts tells in an environment: its configuration for this namespace, which it reads when it was started with
 * `--self-service-notification-enabled`. Nothing else in the cluster is configured by it.
 */
export function rolloutMessages(delivery: Delivery, wave: PlannedWave, { environment, folder, namespace }: Destination, audiences: Audience[]): void {
  const known = { service: delivery.plan.service, environment: environment.environmentName };
  const words = { ...known, ...WORDS, ...aftermath(delivery.takesBack) };
  emit(folder.chart, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argo-rollouts-notification-configmap', namespace, labels: policyLabels(delivery) },
    data: Lazy.any({ produce: () => configuration({ known, words }, wave.name, audiences) }),
  });
}

/** What people are told of an environment, as it will read. */
export function messagesOf({ plan: { service }, takesBack, audiences }: Delivery, wave: PlannedWave, environment: string): Message[] {
  return MESSAGE_KINDS.map((kind) => ({
    kind: kind.kind,
    urgency: kind.urgency,
    environment,
    ...lines(kind, { service, environment, ...EXAMPLES, ...aftermath(takesBack) }),
    heardBy: audiences.filter((audience) => audience._hears(kind.urgency, wave.name)).map(({ audienceName }) => audienceName),
  }));
}

/** What is known of the place, and all words of its messages. */
interface Wording {
  readonly known: { readonly service: string; readonly environment: string };
  readonly words: Readonly<Record<string, string>>;
}

/** Values are YAML to Argo Rollouts, of which JSON is a part. */
function configuration(wording: Wording, wave: string, audiences: Audience[]): Record<string, string> {
  const heard = MESSAGE_KINDS.filter(({ urgency }) => audiences.some((audience) => audience._hears(urgency, wave)));
  const listening = audiences.filter((audience) => MESSAGE_KINDS.some(({ urgency }) => audience._hears(urgency, wave)));
  const entries = [
    ...listening.map(({ _channel: { service } }) => [service.key, service.value]),
    ...heard.map(({ kind, trigger }) => [`trigger.${trigger}`, [{ send: [kind] }]]),
    ...heard.map((kind) => [`template.${kind.kind}`, template(kind, wording, listening)]),
    ['subscriptions', listening.map((audience) => ({
      recipients: [audience._channel.recipient],
      triggers: MESSAGE_KINDS.filter(({ urgency }) => audience._hears(urgency, wave)).map(({ trigger }) => trigger),
    }))],
  ] as [string, object][];
  return Object.fromEntries(entries.map(([key, value]) => [key, JSON.stringify(value)]));
}

/** One form for Slack, one for each webhook. */
function template(kind: MessageKind, { known, words }: Wording, audiences: Audience[]): object {
  const { title, text, nextStep } = lines(kind, words);
  const body = JSON.stringify({ kind: kind.kind, urgency: kind.urgency, ...known, title, text, nextStep });
  const webhooks = audiences.filter(({ _channel }) => _channel.form === 'webhook').map(({ audienceName }) => [audienceName, { method: 'POST', body }]);
  return { message: `*${title}*\n${text}\n${nextStep}`, ...(webhooks.length > 0 && { webhook: Object.fromEntries(webhooks) }) };
}

function lines({ title, text, nextStep }: MessageKind, words: Readonly<Record<string, string>>): { title: string; text: string; nextStep: string } {
  return { title: filled(title, words), text: filled(text, words), nextStep: filled(nextStep, words) };
}
