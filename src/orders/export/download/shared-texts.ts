import { mostCharacters } from '../../../workbook/cell-text.ts';
import { scanXml } from './scan-xml.ts';

/** Looks up some texts in a workbook's table of shared ones, and reads no further than the last of them. */
export async function textsAt(
  pieces: AsyncIterable<string>,
  wanted: readonly number[],
): Promise<Map<number, string>> {
  const last = Math.max(...wanted);
  const sought = new Set(wanted);
  const found = new Map<number, string>();
  let index = -1;
  let isText = false;
  await scanXml(
    pieces,
    {
      open(name) {
        if (name === 'si') index += 1;
        isText = name === 't';
      },
      close() {
        isText = false;
      },
      text(text) {
        if (!isText || !sought.has(index)) return;
        const before = found.get(index) ?? '';
        if (before.length < mostCharacters) found.set(index, before + text);
      },
    },
    () => index > last,
  );
  return found;
}
