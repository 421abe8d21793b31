import type { ReleasePipeline } from '../../model/release-pipeline';
import type { PlanDocument } from '../../plan/document';
import { Plan } from '../../plan/plan';
import { ProblemError } from '../../plan/problem-error';
import { nearest } from '../../private/nearest';
import { shown } from '../../private/shown';
import { refuseErrors } from '../admission';
import { SP3303, SP3304 } from '../problems';
import type { ProofResult } from './proof-result';
import type { Property } from './property';
import { situationsOf } from './property';
import type { ProofSpec } from './proving';
import { concluded, explored, partsOf } from './proving';

/**
 * What is proved, and how much is explored for it.
 */
export interface ProofOptions {
  /**
   * What must hold besides the invariants.
   * @default - nothing
   */
  readonly properties?: Property[];

  /**
   * How many states are explored at most in each world; a twentieth of it inside each wave, where a state takes longer.
   * @default 2000000
   */
  readonly statesAtMost?: number;
}

const STATES_AT_MOST = 2_000_000;

/**
 * Tries all orders in which things can happen to a pipeline, and says what always holds and what does not.
 */
export class Proof {
  /**
   * Of a declaration.
   * @param pipeline a pipeline to which all waves have been added
   */
  public static of(pipeline: ReleasePipeline): Proof {
    return new Proof(Plan.of(pipeline));
  }

  /**
   * Of a plan that was read.
   */
  public static ofPlan(plan: Plan): Proof {
    return new Proof(plan);
  }

  private constructor(private readonly plan: Plan) {}

  /**
   * Explores the invariants I1 to I8, and properties of one's own.
   * @throws problems `SP3303` when the plan has errors, `SP3304` when a property names a wave that it does not have
   */
  public prove(options: ProofOptions = {}): ProofResult {
    const spec = this._spec(options);
    return concluded(spec, explored(partsOf(spec)));
  }

  /**
   * What is to be explored.
   * @internal
   */
  public _spec(options: ProofOptions): ProofSpec {
    const plan = this.plan._document;
    refuseErrors(this.plan, SP3303);
    const specs = (options.properties ?? []).map(({ _spec }) => _spec);
    const unknown = specs.flatMap((spec) => situationsOf(spec).flatMap(({ _waves }) => _waves).map((wave) => ({ name: spec.name, wave })))
      .filter(({ wave }) => !plan.waves.some(({ name }) => name === wave));
    if (unknown.length > 0) throw new ProblemError(unknown.map(({ name, wave }) => misplaced(plan, name, wave)));
    return { plan, properties: specs, statesAtMost: options.statesAtMost ?? STATES_AT_MOST };
  }
}

function misplaced(plan: PlanDocument, property: string, wave: string) {
  const waves = plan.waves.map(({ name }) => name);
  const meant = nearest(wave, waves);
  return SP3304.at(`${plan.path}/${property}`, {
    got: shown(wave), allowed: `one of ${waves.join(', ')}`, remedies: [meant ? `write ${meant} if that is meant` : 'name a wave of the pipeline'],
  });
}
