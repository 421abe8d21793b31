import { Story } from 'spillway';

/** A story that goes otherwise with what a reader recovers than with what was declared. */
export interface Difference {
  readonly world: string;
  readonly story: Story;
  /** The line of what the artefacts do not say that it comes from; see `unsaid.ts` of the reader. */
  readonly of: 'scopes';
  readonly why: string;
  /** What only happens with what was read. */
  readonly onlyRead: readonly string[];
}

const TAKEN_BACK = ['1.1.0 is taken out of beta', '1.1.0 is taken out of europe'];

/** All differences between rehearsing the declarations of the examples and rehearsing what they are synthesized to. */
export const DIFFERENCES: readonly Difference[] = [
  {
    world: 'the shop front of aws-shop', story: Story.DEPLOYMENT_FAILS, of: 'scopes', onlyRead: TAKEN_BACK,
    why: 'only failed requests in America are declared to undo Europe; an alarm that stops a shift makes the deployment fail, so a failed deployment undoes what that alarm undoes',
  },
  {
    world: 'the shop front of aws-shop', story: Story.REGION_DOWN, of: 'scopes', onlyRead: TAKEN_BACK,
    why: 'only failed requests in America are declared to undo Europe; the robot that is not heard stands in the same composite alarm, which undoes both',
  },
];
