/** Who may work on the shop's orders. */
export interface Team {
  /** Whether this person may see and change the shop's orders, in whatever chat. */
  mayWork(personId: number | undefined): boolean;
}

/** A team of owners: everybody may do everything, nobody else anything. */
export function ownersOnly(ownerIds: readonly number[]): Team {
  const owners = new Set(ownerIds);
  return { mayWork: (personId) => personId !== undefined && owners.has(personId) };
}
