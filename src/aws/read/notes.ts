import { Seen } from '../../plan/reading/seen';
import type { ReadingNote } from '../reading-note';

/** Where in the templates something stands. */
export type Place = Omit<ReadingNote, 'text'>;

/** What is told about a reading, each finding once. */
export class Notes {
  public readonly seen = new Seen();
  private readonly found = new Map<string, ReadingNote>();

  public add({ template, logicalId, path }: Place, text: string): void {
    const note = { template, logicalId, path, text };
    this.found.set(JSON.stringify(note), note);
  }

  public get all(): ReadingNote[] {
    return [...this.found.values()];
  }
}

/** A place in one line. */
export function placeText({ template, logicalId, path }: Place): string {
  return [template, logicalId, path].filter((part) => part !== '').join(' ');
}

/** A place within another one. */
export function within(place: Place, ...keys: (string | number)[]): Place {
  return { ...place, path: [place.path, ...keys].filter((key) => key !== '').join('/') };
}
