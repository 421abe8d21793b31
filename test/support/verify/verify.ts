import type { Checker, Finding, Subject } from './subject';
import type { Suppression } from './suppressions';
import { suppressing, SUPPRESSIONS } from './suppressions';

export interface Row {
  readonly checker: string;
  readonly templates: number;
  readonly suppressed: number;
  /** Those that nothing suppresses. */
  readonly findings: Finding[];
}

/** The templates of one application. */
export type Application = Subject[];

/** Runs checkers over applications, one row for each checker, and keeps which suppressions were of use. */
export class Verification {
  public readonly rows: Row[] = [];
  private readonly used = new Set<Suppression>();

  public async run(checker: Checker, applications: Application[]): Promise<void> {
    const all: Finding[] = [];
    for (const subjects of applications) all.push(...await checker.check(subjects));
    const findings = all.filter((finding) => {
      const matching = suppressing(checker.name, finding);
      matching.forEach((each) => this.used.add(each));
      return matching.length === 0;
    });
    this.rows.push({ checker: checker.name, templates: applications.flat().length, suppressed: all.length - findings.length, findings });
  }

  public findingsOf(checker: string): Finding[] {
    return this.rows.filter((row) => row.checker === checker).flatMap(({ findings }) => findings);
  }

  /** Suppressions of the checkers that have run, with nothing left to suppress. */
  public get stale(): Suppression[] {
    const ran = this.rows.map(({ checker }) => checker);
    return SUPPRESSIONS.filter((each) => ran.includes(each.checker) && !this.used.has(each));
  }
}
