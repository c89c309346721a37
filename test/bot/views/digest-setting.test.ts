import { expect, test } from 'vitest';
import { digestSettingView } from '../../../src/bot/views/digest-setting.ts';
import { en, labels, shownBy } from './sendable.ts';

test('the setting says when the digest comes, and marks that among its choices', () => {
  const zone = 'Asia/Jakarta';
  const off = digestSettingView({ hour: undefined, zone }, en);
  expect(shownBy(off)).toContain('None comes now');
  expect(labels(off)).toEqual([
    ['✓ No digest'],
    ['08.00, about yesterday'],
    ['17.00, about today'],
    ['20.00, about today'],
  ]);
  const evening = digestSettingView({ hour: 20, zone }, en);
  expect(shownBy(evening)).toContain('It comes at 20.00 (Asia/Jakarta)');
  expect(labels(evening)).toContainEqual(['✓ 20.00, about today']);
});
