import { maskAddress, maskCode, maskPhone } from '../../privacy/fields.ts';
import { maskPersonal } from '../../privacy/mask.ts';
import { cut, linesOf, oneLine } from './sanitize.ts';

/** Who reads along: in a group, phones and addresses are masked unless it wants them whole. */
export interface Audience {
  inGroup: boolean;
  /** A group whose managers want it to see phones and addresses whole. */
  isUnmasked?: boolean;
}

/** Whether phones and addresses are masked for these. */
export function isMaskedFor({ inGroup, isUnmasked = false }: Audience): boolean {
  return inGroup && !isUnmasked;
}

/**
 * A text that everybody may read as it stands: the bot has put it together itself, or it is masked for what it is.
 * Every other text is masked for a group, so that what is forgotten is hidden.
 */
export class Shareable {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Marks a text as fit for everybody: names of orders, codes, what is left of a masked address. */
export function shareable(text: string): Shareable {
  return new Shareable(cut(oneLine(text)));
}

/** What this audience may see of a text from outside, in one line of at most so many characters. */
export function shownTo(audience: Audience, text: string, most?: number): string {
  const line = oneLine(text);
  return cut(isMaskedFor(audience) ? maskPersonal(line) : line, most);
}

const maskOf = { phone: maskPhone, address: maskAddress, code: maskCode };

/** What this audience may see of a field that is there for a phone, an address or a code, whatever stands in it. */
export function fieldTo(audience: Audience, kind: keyof typeof maskOf, text: string): Shareable {
  return shareable(isMaskedFor(audience) ? maskOf[kind](text) : text);
}

/**
 * What this audience may see of a text that may have lines. Several of them stand behind a bar each, on lines of their
 * own: none of them can pass for a fact beside them.
 */
export function quotedTo(audience: Audience, text: string): Shareable {
  const whole = linesOf(text).join('\n');
  const [first = '', ...more] = cut(isMaskedFor(audience) ? maskPersonal(whole) : whole).split(
    '\n',
  );
  return new Shareable(more.length === 0 ? first : ['', first, ...more].join('\n│ '));
}
