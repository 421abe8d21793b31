import type { ApiObjectMetadataDefinition } from 'cdk8s';

/** Where cdk8s keeps the metadata of an object. None of it is promised: what is missing here is left to cdk8s. */
interface Kept {
  readonly labels?: Record<string, unknown>;
  readonly annotations?: Record<string, unknown>;
  readonly finalizers?: unknown[];
  readonly ownerReferences?: unknown[];
  /** All that it was made with, these among them. */
  readonly _additionalAttributes?: object;
}

const USUAL = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];

/** Metadata as it is written, to be read only: names, labels and annotations as they are, and what cdk8s makes of anything else. */
export function metadataOf(metadata: ApiObjectMetadataDefinition): object {
  const { name, namespace } = metadata;
  const { labels, annotations, finalizers, ownerReferences, _additionalAttributes: given } = metadata as unknown as Kept;
  const isUsual = isText(name) && (namespace === undefined || isText(namespace)) && areTexts(labels) && areTexts(annotations)
    && finalizers?.length === 0 && ownerReferences?.length === 0 && given !== undefined && Object.keys(given).every((key) => USUAL.includes(key));
  return isUsual ? { annotations: unlessEmpty(annotations), labels: unlessEmpty(labels), name, namespace } : metadata.toJson() as object;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areTexts(values: Record<string, unknown> | undefined): values is Record<string, string> {
  return values !== undefined && Object.values(values).every(isText);
}

function unlessEmpty(values: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}
