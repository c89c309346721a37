import { describe, expect, test } from 'vitest';
import { type Texts, texts } from '../../../../src/sandbox/web/i18n/texts.ts';

/** Every text by its path, as it is written with its variables. */
function written(part: unknown, path = ''): Map<string, string> {
  if (typeof part === 'string') return new Map([[path, part]]);
  if (typeof part === 'function') return new Map([[path, part(...variables)]]);
  return new Map(
    Object.entries(part as object).flatMap(([name, inner]) => [
      ...written(inner, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

/** One value that serves as any variable, the labels of the bot's buttons among them. */
const variable = Object.assign(new String('‹x›'), {
  yes: '‹x›',
  returnOrder: '‹x›',
  getExcel: '‹x›',
});
const variables = [variable, variable, variable];

const inEnglish = written(texts.en);
const inIndonesian = written(texts.id);

/** What is written alike in both languages. */
const alike =
  /^(?:sidebar\.roles\.operator|page\.(?:chat|ok)|sidebar\.chats|chat\.bot|composer\.menu|message\.(?:admin|edit)|dialogs\.roles\.administrator|backstage\.wire\.(?:chat|update|sources\..+))$/;

describe('the page’s texts', () => {
  test('are all there in both languages', () => {
    expect([...inIndonesian.keys()]).toEqual([...inEnglish.keys()]);
    for (const [key, text] of [...inEnglish, ...inIndonesian])
      expect([key, text.trim()]).not.toEqual([key, '']);
  });

  test('name the same things in both languages', () => {
    const named = (text = ''): number => text.split('‹x›').length - 1;
    for (const [key, text] of inEnglish)
      expect([key, named(inIndonesian.get(key))]).toEqual([key, named(text)]);
  });

  test('are translated', () => {
    const same = [...inEnglish].filter(
      ([key, text]) => inIndonesian.get(key) === text && !alike.test(key),
    );
    expect(same).toEqual([]);
  });

  test('name in the tour only switches, buttons and places that the page has', () => {
    const quoted = (page: Texts): string[] =>
      Object.values(page.tour.kinds).flatMap(({ how }) =>
        [...how({ yes: '', returnOrder: '', getExcel: '' }).matchAll(/“([^”]+)”/g)].map(
          ([, label = '']) => label,
        ),
      );
    for (const page of Object.values(texts)) {
      const labels = new Set(written(page).values());
      expect(quoted(page).filter((label) => label !== 'Ngorder' && !labels.has(label))).toEqual([]);
    }
  });
});
