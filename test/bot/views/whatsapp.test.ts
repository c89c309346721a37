import { describe, expect, test } from 'vitest';
import { whatsAppNumber } from '../../../src/bot/views/whatsapp.ts';
import { noPhones, writtenPhones } from '../../privacy/written-phones.ts';

describe('a phone for WhatsApp', () => {
  test.each(writtenPhones)('%j is %s', (written, number) => {
    expect(whatsAppNumber(written)).toBe(number);
  });

  test.each(noPhones)('%j is nobody’s', (written) => {
    expect(whatsAppNumber(written)).toBeUndefined();
  });
});
