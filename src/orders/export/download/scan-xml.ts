/** What a scanner is told of an XML document: its tags, without prefixes of names, and the text between them. */
export interface XmlEvents {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** A piece of XML without an end in sight is held in memory only so far, in characters. */
const longestPiece = 1_000_000;

/** XML that goes on and on without a tag. */
export class XmlTooLong extends Error {
  override readonly name = 'XmlTooLong';
}

/**
 * Reads XML piece by piece, in memory that doesn't grow with it. Enough for the parts of a workbook: it knows no DTD, and
 * checks nothing.
 * @throws XmlTooLong
 */
export async function scanXml(
  pieces: AsyncIterable<string>,
  events: XmlEvents,
  isEnough: () => boolean = () => false,
): Promise<void> {
  let held = '';
  for await (const piece of pieces) {
    held = scanned(held + piece, events);
    if (held.length > longestPiece) throw new XmlTooLong('a piece of XML has no end');
    if (isEnough()) return;
  }
}

/** Tells of all that is complete, and gives back the rest. */
function scanned(xml: string, events: XmlEvents): string {
  let at = 0;
  for (;;) {
    const start = xml.indexOf('<', at);
    if (start === -1) return xml.slice(at);
    const end = endOfTag(xml, start);
    if (end === -1) return xml.slice(at);
    if (start > at) events.text(decoded(xml.slice(at, start)));
    tellOf(xml.slice(start + 1, end), events);
    at = end + 1;
  }
}

/** Where the tag, comment or CDATA that begins here ends: the place of its `>`. */
function endOfTag(xml: string, start: number): number {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
  ] as const) {
    if (!xml.startsWith(opening, start)) continue;
    const end = xml.indexOf(closing, start);
    return end === -1 ? -1 : end + closing.length - 1;
  }
  return xml.indexOf('>', start);
}

function tellOf(tag: string, events: XmlEvents): void {
  if (tag.startsWith('![CDATA[')) events.text(tag.slice(8, -2));
  if (tag.startsWith('!') || tag.startsWith('?')) return;
  const [, closing, name = '', attributes = ''] =
    /^(\/?)(?:[\w.-]+:)?([\w.-]+)([\s\S]*)$/.exec(tag) ?? [];
  if (!closing) events.open(name, attributes);
  if (closing || attributes.endsWith('/')) events.close(name);
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name) => {
    if (name) return entities[name] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
