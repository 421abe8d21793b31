/** What a witness of single events can see broken. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I8';

export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}
