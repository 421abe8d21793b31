import type { PlayChunks } from './many/chunks';
import type { ExploreParts } from './prove/parts';

/** How a text looks on a terminal that has colours. */
export type Style = 'red' | 'yellow' | 'green' | 'bold' | 'dim';

/** What a command may use of the world besides files; a test gives it another one. */
export interface Io {
  /** The result, for people or programs. */
  readonly out: (text: string) => void;
  /** What went wrong, and hints. */
  readonly err: (text: string) => void;
  /** How far long work has come: one line that the next one takes the place of, on a terminal only. An empty text takes it away. */
  readonly progress: (text: string) => void;
  /** Colours a part of the result, on a terminal that has them only. */
  readonly paint: (style: Style, text: string) => string;
  /** Plays many releases, on as many cores as there are. */
  readonly playChunks: PlayChunks;
  /** Explores the parts of a proof, on as many cores as there are. */
  readonly exploreParts: ExploreParts;
}
