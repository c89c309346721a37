import { expect, test } from 'vitest';
import { choiceInWords } from '../../../src/bot/views/shop-settings.ts';
import { en } from './sendable.ts';

test.each([
  ['approveDelete', true, 'yes'],
  ['reasonRequired', false, 'no'],
  ['approveAbove', 500_000, 'Rp500.000'],
  ['approveAbove', 'none', 'no'],
  ['groupRole', 'viewer', 'Viewer'],
  ['groupRole', 'none', 'no'],
  ['groupRole', 'owner', undefined],
  ['deleteGrace', 60, '60 seconds'],
  ['keepOrdersDays', 30, '30 days'],
  ['keepOrdersDays', 17, undefined],
  ['somethingOfLater', 1, undefined],
])('what was chosen for %s is told in the words of its button: %s', (setting, written, words) => {
  expect(choiceInWords(setting, written, en)).toBe(words);
});
