import { textOf } from '../intrinsics';
import type { Json } from '../json';
import type { Subject } from '../subject';
import { decide } from './evaluate';
import type { Role } from './policies';
import { policiesOf, rolesOf } from './policies';

/** What a role must be allowed, since the template has it do so. */
export interface Need {
  readonly role: Role;
  readonly action: string;
  /** One of these will do; `*` is all of them. */
  readonly resource: string;
  readonly because: string;
}

/** Finds roles by their ARN, in the template that names them first and then, by a name that is known, in the others. */
export class Roles {
  private readonly all: Role[];

  constructor(subjects: Subject[]) {
    this.all = rolesOf(subjects);
  }

  public find(value: Json, subject: Subject): Role | undefined {
    const arn = textOf(value, subject);
    return this.all.find((role) => role.subject === subject && role.arn === arn) ?? (arn.includes('<') ? undefined : this.all.find((role) => role.arn === arn));
  }

  /** Other roles that a role may take. */
  public takenBy(role: Role): Role[] {
    const own = policiesOf(role);
    return this.all.filter((other) => other !== role && decide(own, 'sts:AssumeRole', other.arn) === 'allowed');
  }

  /** The needs of a role of the templates; a role from elsewhere is somebody else's. */
  public needs(value: Json, subject: Subject, because: string, ...wanted: [action: string, resource: string][]): Need[] {
    const role = value === undefined ? undefined : this.find(value, subject);
    return role ? wanted.map(([action, resource]) => ({ role, action, resource, because })) : [];
  }
}
