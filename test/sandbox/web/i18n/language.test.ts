import { describe, expect, test } from 'vitest';
import { languageFor } from '../../../../src/sandbox/web/i18n/language.ts';

describe('the page speaks', () => {
  test.each([
    [['id-ID', 'en-US'], 'id'],
    [['id'], 'id'],
    [['in-ID'], 'id'],
    [['ID'], 'id'],
    [['en-US', 'id'], 'en'],
    [['en'], 'en'],
    [['ms-MY', 'id'], 'id'],
  ] as const)('of %j the first language that it knows: %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });

  test.each([[[]], [['de-DE', 'fr']], [['']], [['idx']]])(
    'English where it knows none: %j',
    (preferred) => {
      expect(languageFor(preferred)).toBe('en');
    },
  );
});
