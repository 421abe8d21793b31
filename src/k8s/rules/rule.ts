import type { Problem } from '../../plan/problem';
import type { Folder } from './folder';

/** What a controller demands of the objects of a folder and its schema does not say. Never throws, whatever they are. */
export type Rule = (folder: Folder) => Problem[];
