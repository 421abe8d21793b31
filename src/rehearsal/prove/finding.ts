/**
 * What was found out about one property.
 */
export class Finding {
  /** @internal */
  public static _of(name: string, isComplete: boolean, counterExample: string[] | undefined): Finding {
    return new Finding(name, isComplete && !counterExample, counterExample);
  }

  private constructor(
    /** Name of the property, or `I1` to `I8`. */
    public readonly name: string,
    /** Whether it holds whatever happens. Without a counter-example it may only not be known. */
    public readonly isProved: boolean,
    /**
     * One of the shortest stories in which it does not hold, a sentence for each thing that happens.
     * @default - none is known
     */
    public readonly counterExample?: string[],
  ) {}
}
