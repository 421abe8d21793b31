import type { IDuration } from '../model/duration';

/** @internal */
export interface PersonSpec {
  readonly name: string;
  readonly groups: string[];
  readonly answer: 'approves' | 'refuses';
  readonly afterMs: number;
}

/**
 * Who is asked for approvals, and what they answer.
 */
export interface PersonOptions {
  /** The groups they belong to. */
  readonly groups: string[];

  /** How long they take to answer. */
  readonly after: IDuration;
}

/**
 * Somebody who is asked.
 */
export class Person {
  /**
   * Somebody who says yes.
   * @param name as it goes into the record
   */
  public static approving(name: string, options: PersonOptions): Person {
    return new Person({ name, groups: [...options.groups], answer: 'approves', afterMs: options.after.toMilliseconds() });
  }

  /**
   * Somebody who says no.
   * @param name as it goes into the record
   */
  public static refusing(name: string, options: PersonOptions): Person {
    return new Person({ name, groups: [...options.groups], answer: 'refuses', afterMs: options.after.toMilliseconds() });
  }

  private constructor(private readonly spec: PersonSpec) {}

  /** @internal */
  public _spec(): PersonSpec {
    return this.spec;
  }
}
