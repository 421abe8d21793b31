import * as path from 'path';

/** A file or folder that must lie in a bucket before its stack is deployed. */
export interface FileAsset {
  /** Where it is now. */
  readonly source: string;
  readonly packaging: string;
  /** May hold placeholders. */
  readonly bucketName: string;
  readonly objectKey: string;
  /** Region of the bucket where it differs from the stack's. */
  readonly region?: string;
}

/** What a stack refers to and does not contain. */
export interface StackAssets {
  /** The stack's own template, which needs publishing only when it is large. */
  readonly template?: FileAsset;
  readonly files: FileAsset[];
  /** Assets that only a program of their own can make: images, and files that come out of a command. */
  readonly built: string[];
}

interface AssetManifest {
  readonly files?: Record<string, {
    readonly displayName?: string;
    readonly source: { readonly path?: string; readonly packaging?: string };
    readonly destinations: Record<string, { readonly bucketName: string; readonly objectKey: string; readonly region?: string }>;
  }>;
  readonly dockerImages?: Record<string, { readonly displayName?: string }>;
}

/** Collects the assets that the given asset manifests of one stack name. */
export function assetsOf(directory: string, templateFile: string, manifests: AssetManifest[]): StackAssets {
  const files = manifests.flatMap((manifest) => Object.entries(manifest.files ?? {}));
  const images = manifests.flatMap((manifest) => Object.entries(manifest.dockerImages ?? {}));
  const published = files.flatMap(([, { source, destinations }]) => (source.path === undefined ? [] : Object.values(destinations).map((destination) => ({
    source: path.resolve(directory, source.path!),
    packaging: source.packaging ?? 'file',
    bucketName: destination.bucketName,
    objectKey: destination.objectKey,
    region: destination.region,
  }))));
  const template = path.resolve(directory, templateFile);
  return {
    template: published.find(({ source }) => source === template),
    files: published.filter(({ source }) => source !== template),
    built: [...files.filter(([, { source }]) => source.path === undefined), ...images].map(([hash, { displayName }]) => displayName ?? hash),
  };
}
