import { afterEach, expect, test, vi } from 'vitest';
import { TeamRoles } from '../../../src/sandbox/playground/team-roles.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('the bot’s database is not opened any more once all is being ended', () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  const roles = new TeamRoles(() => {
    asked.push('bot.db');
    return 'bot.db';
  }, {});
  roles.heard();
  roles.close();
  roles.heard();
  vi.runAllTimers();
  expect(asked).toEqual([]);
});
