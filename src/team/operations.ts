/** What a right is about. Each command and each button declares the one that it needs. */
export const operations = [
  'browse',
  'find',
  'export',
  'cancel',
  'return',
  'delete',
  'bulk',
  'approve',
  'reveal',
  'settings',
  'invite',
  'roles',
  'shops',
] as const;
export type Operation = (typeof operations)[number];

/** What a person is in a shop, from the least rights to the most. */
export const roles = ['viewer', 'operator', 'manager', 'owner'] as const;
export type Role = (typeof roles)[number];

const reading = ['browse', 'find', 'export', 'reveal'] as const;
const working = [...reading, 'cancel', 'return'] as const;
const managing = [...working, 'delete', 'bulk', 'approve', 'settings', 'invite'] as const;

/** The operations of each role: the one table that the code, the help and the tests read. */
export const granted: Readonly<Record<Role, readonly Operation[]>> = {
  viewer: reading,
  operator: working,
  manager: managing,
  owner: operations,
};

/** The roles that may do this. */
export function rolesWith(operation: Operation): readonly Role[] {
  return roles.filter((role) => granted[role].includes(operation));
}
