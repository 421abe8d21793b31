import type { Construct } from 'constructs';
import type { Delivery } from '../delivery';
import { goDuration } from '../go-duration';
import { emitPromoter, pipelineRef } from './api';

/** The environment that is asked about, in an expression. */
export const ENVIRONMENT = 'find(PromotionStrategy.Status.Environments, {.Branch == Branch})';

/** True while a release waits to enter the environment. */
export const WAITING = `let env = ${ENVIRONMENT}; env.Proposed.Dry.Sha != env.Active.Dry.Sha`;

/** True when the answer can be read. */
export const ANSWERED = 'Response != nil && Response.StatusCode == 200';

const EVERY_MS = 60_000;

export interface WebRequest {
  readonly key: string;
  /** Reported of what waits, unless it is about what runs. */
  readonly reportOn?: 'active';
  /** Expression that is true while it is worth asking. */
  readonly when: string;
  readonly everyMs?: number;
  readonly url: string;
  readonly method?: 'POST';
  readonly body?: string;
  /** Secret with a `token`. */
  readonly secret?: string;
  /** Expression of a map that the others read as `Variables`. */
  readonly variables?: string;
  /** Expression that is true, or the phase "failure". */
  readonly success: string;
  /** Expression of a map that is kept until the next time, as `SuccessOutput`. */
  readonly keeps?: string;
}

/**
 * A status that an expression decides on, and an answer over HTTP. It is asked again and again, also after it said yes: Promoter's
 * own polling stops there, and what was true once may have changed by the time of the merge.
 */
export function webRequest(scope: Construct, delivery: Delivery, request: WebRequest): void {
  const { key, reportOn = 'proposed', when, everyMs = EVERY_MS, url, method = 'GET', body, secret, variables, success, keeps } = request;
  emitPromoter(scope, delivery, 'WebRequestCommitStatus', `${delivery.plan.service}-${key}`, {
    ...pipelineRef(delivery),
    key,
    reportOn,
    httpRequest: {
      urlTemplate: url,
      methodTemplate: method,
      ...(body !== undefined && { headerTemplates: { 'Content-Type': 'application/json' }, bodyTemplate: body }),
      ...(secret !== undefined && { authentication: { bearer: { secretRef: { name: secret } } } }),
    },
    mode: { context: 'environments', trigger: { requeueDuration: goDuration(everyMs), when: { expression: when } } },
    success: {
      when: {
        ...(variables !== undefined && { variables: { expression: variables } }),
        expression: success,
        ...(keeps !== undefined && { output: { expression: keeps } }),
      },
    },
  });
}

/** A part of a template that is filled in with a field of the environment that is asked about. */
export function ofEnvironment(field: string): string {
  return `{{ range .PromotionStrategy.Status.Environments }}{{ if eq .Branch $.Branch }}{{ .${field} }}{{ end }}{{ end }}`;
}
