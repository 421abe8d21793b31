/**
 * How soon somebody should look.
 */
export enum Urgency {
  /** Nothing is wanted of anybody. */
  INFO = 'info',
  /** Somebody is wanted, or a release does not go on. */
  ATTENTION = 'attention',
  /** Customers may be hurt: whoever is on call should look now. */
  PAGE = 'page',
}
