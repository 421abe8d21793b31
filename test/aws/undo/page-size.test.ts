import { recording } from '../../../src/aws/gates/recording';
import { undoDefinition } from '../../../src/aws/undo/undo-definition';

interface Listing {
  readonly Resource?: string;
  readonly Arguments?: { readonly MaxResults?: number };
  readonly ItemProcessor?: { readonly States: Record<string, Listing> };
}

const all = (states: Record<string, Listing>): Listing[] =>
  Object.values(states).flatMap((state) => [state, ...(state.ItemProcessor ? all(state.ItemProcessor.States) : [])]);

// with the messages of commits, a hundred executions are more than a state takes
test.each([
  ['undoes', undoDefinition({ service: 'shop', table: { later: [], order: [], waveOf: {}, entered: {}, ends: [], promoted: {} } as never, vetoes: '/vetoed', artifact: 'source' }), 9],
  ['records', recording({ prefix: '/running/', environments: {} }), 2],
])('the machine that %s asks for fifty executions or actions at once', (_, { States }, calls) => {
  const listing = all(States as Record<string, Listing>).filter(({ Resource }) => /:list(Pipeline|Action)Executions$/.test(Resource ?? ''));
  expect(listing.map(({ Arguments }) => Arguments?.MaxResults)).toEqual(Array.from({ length: calls }, () => 50));
});
