import type { PlanDocument } from './document';
import { featuresOf } from './feature';
import type { Problem } from './problem';
import { SP3101 } from './problems';
import type { IRenderer } from './renderer';
import { Support } from './renderer';

/** A problem for every feature the plan asks for and the back end refuses: nothing is dropped in silence. */
export function refusals(plan: PlanDocument, renderer: IRenderer): Problem[] {
  return featuresOf(plan).flatMap(({ feature, path }) => {
    const { support, note, instead } = renderer.capability(feature);
    return support === Support.REFUSED
      ? [SP3101.at(path, { got: feature, allowed: `what ${renderer.platform} can do: ${note}`, remedies: [instead] })]
      : [];
  });
}
