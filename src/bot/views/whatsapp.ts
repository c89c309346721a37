import { createRequire } from 'node:module';
import type { Order } from '../../ngorder/order.ts';
import { findNumbers } from '../../privacy/numbers.ts';
import { isMaskedFor } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import type { ViewButton } from './message-view.ts';

type Phones = typeof import('libphonenumber-js/mobile');

const require = createRequire(import.meta.url);
let phones: Phones | undefined;

/** Loaded when it is first needed: its tables of all countries take a start of the bot more than 100 ms on slow cores. */
function loadPhones(): Phones {
  phones ??= require('libphonenumber-js/mobile') as Phones;
  return phones;
}

/**
 * The number behind `https://wa.me/` for a phone as people write it: `0812-345 678`, `+62 (0)812…` and `WA812345678` are
 * all `62812345678`, `+852 5123 4567` is `85251234567`.
 *
 * @returns undefined where it isn't certainly one mobile number: a landline, two numbers, or digits that without a 0 or a
 * plus could belong to two countries
 */
export function whatsAppNumber(phone: string): string | undefined {
  const [found, ...others] = findNumbers(phone).filter(({ isPhone }) => isPhone);
  if (found === undefined || others.length > 0) return undefined;
  const beside = phone.slice(0, found.from) + phone.slice(found.to);
  return /\p{N}/u.test(beside) ? undefined : readNumber(found.digits);
}

function readNumber(digits: string): string | undefined {
  const number = digits.replace(/^00/, '+');
  if (/^[+0]/.test(number)) return mobileNumber(number);
  const asIndonesian = mobileNumber(number);
  const asInternational = mobileNumber(`+${number}`);
  if (asInternational === undefined || asInternational === asIndonesian) return asIndonesian;
  return asIndonesian === undefined && number.startsWith('62') ? asInternational : undefined;
}

function mobileNumber(number: string): string | undefined {
  const read = loadPhones().parsePhoneNumberFromString(number, {
    defaultCountry: 'ID',
    extract: false,
  });
  return read?.isValid() ? read.number.slice(1) : undefined;
}

/**
 * Opens WhatsApp with the buyer, with a text that is ready to be sent. Undefined where a group
 * sees it masked, and where it isn't certainly one mobile number.
 */
export function whatsAppButton(
  { receiverPhone }: Order,
  localizer: Localizer,
  text?: string,
): ViewButton | undefined {
  const number =
    isMaskedFor(localizer.audience) || receiverPhone === undefined
      ? undefined
      : whatsAppNumber(receiverPhone);
  if (number === undefined) return undefined;
  const ready = text === undefined ? '' : `?text=${encodeURIComponent(text)}`;
  return { text: localizer.plain('button-whatsapp'), url: `https://wa.me/${number}${ready}` };
}
