import { describe, expect, test } from 'vitest';
import {
  exportCaptionView,
  exportFailedView,
  exportWorkingView,
} from '../../../src/bot/views/export.ts';
import { ServerFault } from '../../../src/ngorder/errors.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { ExportEmailed } from '../../../src/orders/export/errors.ts';
import type { BuiltBecause, Part } from '../../../src/orders/export/make-export.ts';
import { unpack } from '../callbacks/codec.ts';
import { dataOf, en, enInGroup, idInGroup, labels, shownBy } from './sendable.ts';

const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
const asked = { orders: { of: 'list', filter }, format: 'xlsx' } as const;
const askedBy = 11;
const contents = { rows: 31, rupiah: 1_103_760, formulas: 0, macros: false };
const own = { orders: 31, sum: 1_103_760, withoutSum: 0, listed: 31, isComplete: true };
const fromNgorder = { ...own, made: { by: 'ngorder', contents } } as const;
const built = (because: BuiltBecause) => ({ ...own, made: { by: 'bot', because } }) as const;
const single: Part = { number: 1, of: 1 };
const caption = (made: Parameters<typeof exportCaptionView>[1], part = single, localizer = en) =>
  shownBy(exportCaptionView(asked, made, part, localizer, askedBy), 1024);

describe('what stands under an Excel', () => {
  test('names the filter, how many orders and rupiah, and that these are all', () => {
    expect(caption(fromNgorder).split('\n')).toEqual([
      'Rejected · 1–31 Jan 2021',
      '31 orders · Rp1.103.760',
      '✓ The same number as in the list',
    ]);
    expect(labels(exportCaptionView(asked, fromNgorder, single, en, askedBy))).toEqual([]);
  });

  test('names no sum where Ngorder’s own file has none', () => {
    expect(caption({ ...fromNgorder, sum: undefined })).toContain('\n31 orders\n');
  });

  test('says when these are not all, or nobody knows', () => {
    const some = { ...built({ kind: 'asked' }), isComplete: false };
    expect(caption({ ...some, listed: 33 })).toContain('The list has 33 orders');
    expect(caption({ ...some, listed: undefined })).toContain("can't tell whether these are all");
  });

  test.each<[BuiltBecause, RegExp]>([
    [{ kind: 'otherRows', rows: 30, listed: 31 }, /own file has 30 rows, the list 31 orders/],
    [{ kind: 'uncountable' }, /can't be counted/],
    [{ kind: 'notExcel', format: 'html' }, /an HTML table/],
    [{ kind: 'notExcel', format: 'xml' }, /an XML table/],
    [{ kind: 'notExcel', format: 'csv' }, /a CSV table/],
    [{ kind: 'notExcel', format: 'tsv' }, /divided by tabs/],
    [{ kind: 'notExcel', format: 'ods' }, /an OpenDocument table/],
    [{ kind: 'notExcel', format: 'xls' }, /an old Excel/],
    [{ kind: 'notExcel', format: 'xlsb' }, /a binary Excel/],
    [{ kind: 'failed', error: new ExportEmailed('Will be <mailed>') }, /e-mails it[\s\S]*<mailed>/],
    [
      { kind: 'failed', error: new ServerFault({ endpoint: 'downloadCanceled', status: 500 }) },
      /a problem of its own/,
    ],
  ])('says why it is not Ngorder’s own file: %o', (because, sentence) => {
    expect(caption(built(because))).toMatch(sentence);
    expect(caption(built(because))).toContain('So I built this file from the list.');
  });

  test('says nothing of that where a CSV was asked for', () => {
    expect(caption(built({ kind: 'asked' }))).toBe(caption(fromNgorder));
  });

  test('names formulas and macros in Ngorder’s own file', () => {
    const made = { by: 'ngorder', contents: { ...contents, formulas: 3, macros: true } } as const;
    const said = caption({ ...fromNgorder, made });
    expect(said).toContain('it holds formulas (3)');
    expect(said).toContain('it holds macros');
  });

  test('numbers the files of one that had to be split, and says the rest under the last', () => {
    expect(caption(fromNgorder, { number: 1, of: 2 })).toBe(
      'Rejected · 1–31 Jan 2021\nFile 1 of 2',
    );
    expect(caption(fromNgorder, { number: 2, of: 2 })).toContain('File 2 of 2\n31 orders');
  });

  test('says that the rest was read anew where it was interrupted in between', () => {
    const said = caption(fromNgorder, { number: 2, of: 3, readAnewAfter: 1 });
    expect(said).toContain('File 2 of 3\n⚠️ I was interrupted after one file.');
    expect(caption(fromNgorder, { number: 3, of: 3, readAnewAfter: 2 })).toContain('after 2 files');
  });

  test('warns in a group and offers the file to the person who asked', () => {
    const view = exportCaptionView(asked, fromNgorder, single, enInGroup, askedBy);
    expect(shownBy(view, 1024)).toContain('everybody in this group can open it');
    expect(unpack(dataOf(view, 'Send it to me privately instead'))).toEqual({
      press: 'sendPrivately',
      askedBy: 11,
    });
  });

  test('begins with the filter in Indonesian too', () => {
    expect(caption(fromNgorder, single, idInGroup)).toMatch(/^Ditolak · 1–31 Jan 2021\n31 pesanan/);
  });
});

describe('an Excel that is being made', () => {
  test('says how far it is, and can be stopped', () => {
    const view = exportWorkingView(asked, en, { read: 700, total: 1000 });
    expect(shownBy(view)).toContain('▓▓▓▓▓▓▓░░░ 700 of 1,000 orders read');
    expect(unpack(dataOf(view, 'Stop'))).toEqual({ press: 'stopExport' });
  });

  test('says how much was read where nobody knows how much there is', () => {
    const view = exportWorkingView(asked, en, { read: 700, total: undefined });
    expect(shownBy(view)).toContain('700 orders read');
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
    const view = exportFailedView(error, asked, en);
    expect(shownBy(view)).toContain('The Excel Rejected · 1–31 Jan 2021 could not be');
    expect(shownBy(view)).toMatch(sentence);
    expect(unpack(dataOf(view, 'Try again'))).toEqual({ press: 'export', filter });
  });
});
