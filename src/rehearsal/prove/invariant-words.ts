/** What each invariant says, in a sentence. */
export const INVARIANTS: Readonly<Record<string, string>> = {
  I1: 'no traffic before all gates have passed and all waves before are done',
  I2: 'a trigger that fires always undoes the release, and nobody and nothing stands on that way',
  I3: 'no data is never a pass, and inconclusive holds',
  I4: 'authors do not approve where that is declared, a quorum counts different people, and an approval is for one release',
  I5: 'one release at a time moves through a wave, and one that was undone goes nowhere until a person lets it',
  I6: 'what runs in a later wave is what was verified in the earlier one',
  I7: 'every state has a way to rest',
  I8: 'a short path skips only what it may skip',
};
