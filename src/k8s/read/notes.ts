import type { ReadingNote } from '../reading-note';

/** What is told about a reading, each finding once. */
export class Notes {
  private readonly found = new Map<string, ReadingNote>();

  public add({ path }: { readonly path: string }, text: string): void {
    this.found.set(JSON.stringify([path, text]), { path, text });
  }

  public get all(): ReadingNote[] {
    return [...this.found.values()];
  }
}
