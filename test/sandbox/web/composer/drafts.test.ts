import { expect, test } from 'vitest';
import { createDrafts } from '../../../../src/sandbox/web/composer/drafts.ts';

function kept() {
  const texts = new Map<string, string>();
  const drafts = createDrafts(() => ({
    getItem: (place) => texts.get(place) ?? null,
    setItem: (place, text) => void texts.set(place, text),
    removeItem: (place) => void texts.delete(place),
  }));
  return { texts, drafts };
}

test('an unsent text is found again in its chat alone, and is forgotten when it was sent', () => {
  const { texts, drafts } = kept();
  drafts.write('1/-100/0', 'batal 1338');
  expect(drafts.of('1/-100/0')).toBe('batal 1338');
  expect(drafts.of('2/-100/0')).toBe('');
  drafts.write('1/-100/0', '');
  expect(texts.size).toBe(0);
});

test('every box of a chat is told of a change, whichever box made it, until it is gone', () => {
  const { drafts } = kept();
  const shown: string[] = [];
  const leave = drafts.follow('1/-100/0', () => shown.push(drafts.of('1/-100/0')));
  drafts.follow('1/-200/0', () => shown.push('of another chat'));
  drafts.write('1/-100/0', 'Masih');
  leave();
  drafts.write('1/-100/0', 'Masih di sini');
  expect(shown).toEqual(['Masih']);
});
