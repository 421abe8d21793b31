import { Folder } from '../rules/folder';
import type { Kind } from '../rules/folder';
import type { Manifest } from '../rules/manifest';

/** The manifests that are read together, folder by folder. */
export class Sources {
  private readonly folders: ReadonlyMap<string, Folder>;

  /** @param objects by the folder in which they lie */
  constructor(objects: ReadonlyMap<string, readonly object[]>) {
    this.folders = new Map([...objects].map(([folder, all]) => [folder, new Folder(all, folder)]));
  }

  public get all(): readonly Folder[] {
    return [...this.folders.values()];
  }

  /** Folders by their paths. */
  public get entries(): readonly (readonly [string, Folder])[] {
    return [...this.folders];
  }

  /** In the order in which they stand. */
  public of(kind: Kind): Manifest[] {
    return this.all.flatMap((folder) => [...folder.of(kind)]);
  }

  /** The folder of an environment, by the last part of its path. */
  public folder(environment: string): Folder | undefined {
    return [...this.folders].find(([path]) => path.split('/').pop() === environment)?.[1];
  }
}
