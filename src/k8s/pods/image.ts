/** A container image as a pod template names it. */
export interface ImageReference {
  readonly repository: string;
  /** Empty when there is none. */
  readonly digest: string;
}

/** `registry:5000/a/b:tag@sha256:...`: the last colon is a tag only when no slash follows it. */
export function parseImage(image: string): ImageReference {
  const [name, digest = ''] = image.split('@');
  const colon = name.lastIndexOf(':');
  return { repository: colon > name.lastIndexOf('/') ? name.slice(0, colon) : name, digest };
}
