import { maskPersonal, wholly } from './mask.ts';

/** What the lines of a log are freed of: the secrets known by now, and whatever is personal. */
export interface Redaction {
  /** From now on this stands in no line, as it is, in an address or in JSON. */
  redact(secret: string): void;
  /**
   * A line of JSON, still JSON, without the secrets in it, and without phones, account numbers, e-mail addresses and
   * addresses in its strings. Its numbers are IDs.
   */
  clean(line: string): string;
}

const blot = '[secret]';
const string = '"(?:[^"\\\\]|\\\\.)*"';
/** Names that are put together of Telegram's IDs, and of nothing else. */
const ownNames = '"(?:queue|lease|conversation)":';
const values = new RegExp(`(?:${ownNames})?${string}|-?\\d[\\d.eE+-]*`, 'g');
/** Of addresses, what is written in letters alone and as one word. */
const partsOfAddresses =
  'blo?k|r[tw]rw|kodepos|perempatan|pertigaan|bundaran|simpang|street|road|avenue';
/**
 * What a look shows to be nothing personal: a short number, a word that names no part of an address, a day, or where this
 * machine itself is reached. To look for all that may be personal takes the first time as long as a tenth of the bot's start.
 */
const plain = new RegExp(
  [
    '^\\d{0,7}$',
    `^(?!.*(?:${partsOfAddresses}))[a-z_-]+$`,
    '^20\\d\\d-[01]\\d-[0-3]\\d$',
    '^(?:127\\.0\\.0\\.1|0\\.0\\.0\\.0|::1?)$',
  ].join('|'),
  'i',
);

/** @param secrets those that are known from the start */
export function createRedaction(secrets: readonly string[] = []): Redaction {
  const forms = new Set<string>();
  let secret: RegExp | undefined;

  const redact = (learnt: string): void => {
    if (learnt === '') return;
    for (const form of formsOf(learnt)) forms.add(form);
    // The longest first: of one that is a part of another, nothing else would be found.
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    secret = new RegExp(longestFirst.map(RegExp.escape).join('|'), 'g');
  };
  const withoutSecrets = (text: string) => (secret ? text.replace(secret, blot) : text);
  const cleanString = (literal: string): string => {
    const text = JSON.parse(literal) as string;
    const clean = withoutSecrets(text);
    const masked = plain.test(clean) ? clean : maskPersonal(clean, wholly);
    return masked === text ? literal : JSON.stringify(masked);
  };
  const cleanValue = (value: string): string => {
    if (value.startsWith('"')) {
      const name = new RegExp(`^${ownNames}`).exec(value)?.[0];
      return name === undefined
        ? cleanString(value)
        : name + withoutSecrets(value.slice(name.length));
    }
    return withoutSecrets(value) === value ? value : `"${blot}"`;
  };

  for (const known of secrets) redact(known);
  return { redact, clean: (line) => line.replace(values, cleanValue) };
}

/** How a secret can stand in a line. */
function formsOf(secret: string): string[] {
  const sent = secret.toWellFormed();
  const forms = [secret, encodeURIComponent(sent), encodeURI(sent)];
  return forms.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
}
