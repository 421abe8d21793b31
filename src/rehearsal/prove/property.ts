import { Situation } from './situation';

/** @internal */
export type PropertySpec =
  | { readonly kind: 'never'; readonly name: string; readonly situation: Situation }
  | { readonly kind: 'leadsTo'; readonly name: string; readonly from: Situation; readonly to: Situation }
  /** From everywhere there is a way to where nothing moves and nothing waits. */
  | { readonly kind: 'rests'; readonly name: string };

/**
 * What must hold for every release, in whatever order things happen.
 */
export class Property {
  /**
   * No release is ever in that situation.
   * @param name as it stands in reports
   * @param situation what must not be
   */
  public static never(name: string, situation: Situation): Property {
    return new Property({ kind: 'never', name, situation });
  }

  /**
   * Every release that has arrived is always in that situation.
   * @param name as it stands in reports
   * @param situation what must be
   */
  public static always(name: string, situation: Situation): Property {
    return new Property({ kind: 'never', name, situation: Situation.not(situation) });
  }

  /**
   * A release that is in one situation comes into another, unless the world stops answering: what stays possible happens one day.
   * @param name as it stands in reports
   * @param from where it is
   * @param to where it must come
   */
  public static leadsTo(name: string, from: Situation, to: Situation): Property {
    return new Property({ kind: 'leadsTo', name, from, to });
  }

  private constructor(
    /** @internal */
    public readonly _spec: PropertySpec,
  ) {}
}

/** What a property speaks of. @internal */
export function situationsOf(property: PropertySpec): Situation[] {
  switch (property.kind) {
    case 'never': return [property.situation];
    case 'leadsTo': return [property.from, property.to];
    case 'rests': return [];
  }
}
