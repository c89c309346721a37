import { type Operation, type Role, rolesWith } from '../../team/operations.ts';
import type { Request } from './states.ts';

/** What a person must have the right to for deciding on a request: what it does, and many at once where it is about many. */
export function operationsOf({ kind, run }: Pick<Request, 'kind' | 'run'>): Operation[] {
  return run === undefined ? [kind] : [kind, 'bulk'];
}

/** The roles that may decide on a request. */
export function rolesFor(request: Pick<Request, 'kind' | 'run'>): Role[] {
  const [first = [], ...others] = operationsOf(request).map(rolesWith);
  return first.filter((role) => others.every((roles) => roles.includes(role)));
}
