/** The Secret in which Argo Rollouts looks for what its services need, in the namespace of a Rollout. */
export const SECRET = 'argo-rollouts-notification-secret';

/** How a message gets to somebody. */
export interface Channel {
  /** Name of the receiver, among those of all channels. */
  readonly id: string;
  /** Argo Rollouts' service, as an entry of its configuration. */
  readonly service: { readonly key: string; readonly value: object };
  /** Argo Rollouts' name for whoever is told. */
  readonly recipient: string;
  /** Alertmanager's receiver, without its name. */
  readonly receiver: object;
  /** Which form of a template is read. */
  readonly form: 'slack' | 'webhook';
}

/** A channel of Slack. */
export function slack(channel: string): Channel {
  return {
    id: `slack-${channel}`,
    service: { key: 'service.slack', value: { token: '$slack-token' } },
    recipient: `slack:${channel}`,
    receiver: {
      slackConfigs: [{
        channel: `#${channel}`,
        apiURL: { name: SECRET, key: 'slack-url' },
        sendResolved: true,
        title: '{{ .CommonLabels.service }}: {{ .CommonLabels.alertname }} in {{ .CommonLabels.environment }}',
        text: '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}',
      }],
    },
    form: 'slack',
  };
}

/** A program that takes JSON. */
export function webhook(name: string): Channel {
  return {
    id: `webhook-${name}`,
    service: { key: `service.webhook.${name}`, value: { url: `$${name}-url`, headers: [{ name: 'Content-Type', value: 'application/json' }] } },
    recipient: `${name}:`,
    receiver: { webhookConfigs: [{ urlSecret: { name: SECRET, key: `${name}-url` }, sendResolved: true }] },
    form: 'webhook',
  };
}
