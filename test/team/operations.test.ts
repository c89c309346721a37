import { describe, expect, test } from 'vitest';
import { granted, operations, roles, rolesWith } from '../../src/team/operations.ts';

describe('the rights of a role', () => {
  test('grow from one role to the next, and an owner may do everything', () => {
    for (const [index, role] of roles.entries()) {
      const below = roles[index - 1];
      expect(granted[role]).toEqual(expect.arrayContaining([...(below ? granted[below] : [])]));
    }
    expect(granted.owner).toEqual(operations);
  });

  test('let a viewer change no order, and an operator delete none', () => {
    expect(rolesWith('cancel')).toEqual(['operator', 'manager', 'owner']);
    expect(rolesWith('delete')).toEqual(['manager', 'owner']);
    expect(rolesWith('roles')).toEqual(['owner']);
  });
});
