import { Seen } from '../../plan/reading/seen';
import type { ReadingNote } from '../reading-note';

/** What is told about a reading, each finding once. */
export class Notes {
  public readonly seen = new Seen();
  private readonly found = new Map<string, ReadingNote>();

  public add({ path }: { readonly path: string }, text: string): void {
    this.found.set(JSON.stringify([path, text]), { path, text });
  }

  public get all(): ReadingNote[] {
    return [...this.found.values()];
  }
}
