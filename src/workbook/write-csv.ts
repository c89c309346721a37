import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cellText } from './cell-text.ts';
import {
  serialDay,
  serialMoment,
  type WallClock,
  wallClockIn,
  writtenMoment,
} from './serial-dates.ts';
import type { Cell, Sheet } from './sheet.ts';

export interface CsvOptions {
  /** In which moments are shown, an IANA name. */
  timeZone: string;
  signal?: AbortSignal;
  /** Called as rows are written, with about how many bytes the file has by then. */
  onBytes?: (bytes: number) => void;
}

/**
 * Writes one sheet as CSV (RFC 4180: commas, lines that end in CR LF) in UTF-8 with its mark, as a stream. Numbers have no
 * thousands mark; a moment is `yyyy-mm-dd HH:MM:SS`. A text that a program could take for a formula begins with an
 * apostrophe.
 *
 * @throws what the sheet's rows throw, and the signal's reason; RangeError for a zone that doesn't exist
 */
export async function writeCsv(
  path: string,
  sheet: Sheet,
  { timeZone, signal, onBytes }: CsvOptions,
): Promise<{ bytes: number; rows: number }> {
  const wallClock = wallClockIn(timeZone);
  let bytes = 0;
  let rows = 0;
  async function* lines() {
    const piece = (line: string) => {
      const encoded = Buffer.from(line);
      bytes += encoded.length;
      onBytes?.(bytes);
      return encoded;
    };
    yield piece(`\ufeff${line(sheet.columns.map(({ title }) => field(title)))}`);
    for await (const cells of sheet.cells()) {
      rows += 1;
      yield piece(line(cells.map((cell) => fieldOf(cell, wallClock))));
    }
  }
  const file = createWriteStream(path, { mode: 0o600 });
  await pipeline(Readable.from(lines()), file, { ...(signal && { signal }) }).catch(
    (error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    },
  );
  return { bytes, rows };
}

function line(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}

function fieldOf(cell: Cell, wallClock: WallClock): string {
  const { value } = cell;
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return writtenDate(cell, wallClock) ?? (typeof value === 'string' ? field(value) : '');
}

/** Undefined for a cell that is no date. */
function writtenDate({ type, value }: Cell, wallClock: WallClock): string | undefined {
  if (value === undefined || (type !== 'date' && type !== 'moment')) return undefined;
  const serial = type === 'date' ? serialDay(value) : serialMoment(value, wallClock);
  if (serial === undefined) return undefined;
  return writtenMoment(serial).slice(0, type === 'date' ? 10 : undefined);
}

/** What a spreadsheet program may begin a formula with, full-width signs and what stands before them included. */
const formulaStart = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n|%]/;

/** What ends a field, or what a program that guesses may take for that. */
const needsQuotes = /[",;|\t\r\n]|^\s|\s$/;

function field(value: string): string {
  const text = cellText(value);
  const safe = formulaStart.test(text) || formulaStart.test(value) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
