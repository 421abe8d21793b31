import type { ReadingNote } from '../reading-note';

/** Where in the templates something stands. */
export type Place = Omit<ReadingNote, 'text'>;

/** What is told about a reading, each finding once. */
export class Notes {
  private readonly found = new Map<string, ReadingNote>();

  public add({ template, logicalId, path }: Place, text: string): void {
    const note = { template, logicalId, path, text };
    this.found.set(JSON.stringify(note), note);
  }

  public get all(): ReadingNote[] {
    return [...this.found.values()];
  }
}

/** A place within another one. */
export function within(place: Place, ...keys: (string | number)[]): Place {
  return { ...place, path: [place.path, ...keys].filter((key) => key !== '').join('/') };
}
