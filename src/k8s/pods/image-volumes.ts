import type { PodSpec } from './pods';

/** A volume that holds the files of an image. */
export interface ImageVolume {
  readonly name: string;
  /** Empty when it names none. */
  readonly image: string;
}

type Volume = Record<string, unknown>;

export function imageVolumes({ volumes }: Pick<PodSpec, 'volumes'>): ImageVolume[] {
  const all = Array.isArray(volumes) ? volumes.filter((volume) => volume?.image) : [];
  return all.map(({ name, image }) => ({ name: String(name), image: String((image as Volume).reference ?? '') }));
}

/** The same volumes, with what an image of them becomes. */
export function withImages(volumes: Volume[], become: (image: string) => string | undefined): Volume[] {
  if (!Array.isArray(volumes)) return volumes;
  return volumes.map((volume) => {
    const { reference, ...rest } = (volume?.image ?? {}) as Volume;
    return typeof reference === 'string' ? { ...volume, image: { ...rest, reference: become(reference) } } : volume;
  });
}
