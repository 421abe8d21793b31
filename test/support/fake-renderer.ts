import type { Feature, IRenderer, Plan, Problem } from 'spillway';
import { Capability } from 'spillway';

/** A back end that does everything natively but what it is told to refuse. */
export class FakeRenderer implements IRenderer {
  public readonly platform = 'paper';

  constructor(private readonly refused: Feature[] = [], private readonly findings: (plan: Plan) => Problem[] = () => []) {}

  public capability(feature: Feature): Capability {
    return this.refused.includes(feature)
      ? Capability.refused('paper cannot wait', 'leave the gate out')
      : Capability.native('pen and ink');
  }

  public limits(plan: Plan): Problem[] {
    return this.findings(plan);
  }
}
