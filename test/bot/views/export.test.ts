import { describe, expect, test } from 'vitest';
import { exportCaptionView, exportFailedView } from '../../../src/bot/views/export.ts';
import { ServerFault } from '../../../src/ngorder/errors.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { ExportEmailed } from '../../../src/orders/export/errors.ts';
import { unpack } from '../callbacks/codec.ts';
import { dataOf, en, enInGroup, idInGroup, labels, shownBy } from './sendable.ts';

const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
const askedBy = 11;

describe('what stands under an Excel', () => {
  test('names the filter', () => {
    const view = exportCaptionView(filter, en, askedBy);
    expect(shownBy(view, 1024)).toBe('Rejected · 1–31 Jan 2021');
    expect(labels(view)).toEqual([]);
  });

  test('warns in a group and offers the file to the person who asked', () => {
    const view = exportCaptionView(filter, enInGroup, askedBy);
    expect(shownBy(view, 1024)).toContain('everybody in this group can open it');
    expect(unpack(dataOf(view, 'Send it to me privately instead'))).toEqual({
      press: 'sendPrivately',
      askedBy: 11,
    });
  });

  test.each([
    ['html', 'an HTML table'],
    ['xml', 'an XML table'],
    ['csv', 'a CSV table'],
    ['tsv', 'divided by tabs'],
    ['ods', 'an OpenDocument table'],
  ] as const)('says what a file is that is no Excel: %s', (format, words) => {
    const view = exportCaptionView(filter, en, askedBy, format);
    expect(shownBy(view, 1024)).toContain(words);
  });

  test.each(['xlsx', 'xls', 'xlsb'] as const)(
    'says nothing of that under a real one: %s',
    (format) => {
      const view = exportCaptionView(filter, en, askedBy, format);
      expect(shownBy(view, 1024)).toBe('Rejected · 1–31 Jan 2021');
    },
  );

  test('begins with the filter in Indonesian too', () => {
    const view = exportCaptionView(filter, idInGroup, askedBy);
    expect(shownBy(view, 1024)).toMatch(/^Ditolak · 1–31 Jan 2021\n/);
  });
});

describe('an Excel that did not come', () => {
  test.each([
    [
      new ExportEmailed('Will be <mailed>'),
      /e-mails it[\s\S]*Message from Ngorder: “Will be <mailed>”/,
    ],
    [new ServerFault({ endpoint: 'downloadCanceled', status: 500 }), /a problem of its own/],
    [new Error('unforeseen'), /Sorry, the bot has a problem/],
  ])('is explained, and can be asked for again: %s', (error, sentence) => {
    const view = exportFailedView(error, filter, en);
    expect(shownBy(view)).toContain('The Excel Rejected · 1–31 Jan 2021 could not be');
    expect(shownBy(view)).toMatch(sentence);
    expect(unpack(dataOf(view, 'Try again'))).toEqual({ press: 'export', filter });
  });
});
