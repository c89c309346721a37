import { describe, expect, test } from 'vitest';
import { shareable } from '../../../src/bot/i18n/audience.ts';
import { en, enInGroup } from '../views/sendable.ts';

const telling = 'Siti 081234567890, Jl. Melati 5';

describe('a text from outside', () => {
  test('is whole in private and masked in a group, in whatever sentence it stands', () => {
    expect(en.html('verbatim', { text: telling })).toBe(telling);
    expect(en.plain('verbatim', { text: telling })).toBe(telling);
    for (const shown of [
      enInGroup.html('verbatim', { text: telling }),
      enInGroup.plain('verbatim', { text: telling }),
      enInGroup.text(telling),
      enInGroup.quoted(telling).text,
    ])
      expect(shown).toBe('Siti 0812••••90, ••••');
  });

  test('is masked before it is cut, so that no half of a phone is left', () => {
    expect(enInGroup.text('Siti 081234567890', 14)).toBe('Siti 0812••••…');
    expect(enInGroup.quoted(`${'a '.repeat(145)}081234567890`).text).not.toContain('08123');
  });

  test('that the bot has put together is shown as it is', () => {
    expect(enInGroup.html('order-title', { order: shareable('#81234567890') })).toBe(
      '<b>#81234567890</b>',
    );
  });

  test('is shown for what its field holds', () => {
    expect(enInGroup.field('phone', 'tanya Siti').text).toBe('••••');
    expect(enInGroup.field('address', 'Mawar, Kota Malang').text).toBe('••••, Kota Malang');
    expect(enInGroup.field('code', '81234567890').text).toBe('81234567890');
    expect(en.field('phone', '0812\n3456 7890').text).toBe('0812 3456 7890');
  });
});

describe('a text that may have lines', () => {
  test('of one is shown in line', () => {
    expect(en.quoted('Bungkus kado\n').text).toBe('Bungkus kado');
  });

  test('of several has each of them marked, whatever breaks them', () => {
    for (const lineBreak of ['\n', '\r\n', '\u2028', '\u0085', '\v', '\n\n'])
      expect(en.quoted(`Bungkus kado${lineBreak}Total: Rp 0`).text).toBe(
        '\n│ Bungkus kado\n│ Total: Rp 0',
      );
  });

  test('is masked also where a phone goes over lines', () => {
    expect(enInGroup.quoted('Hub 0812\n3456\n7890\nya').text).toBe('\n│ Hub 0812••••90\n│ ya');
  });
});
