/** Times, sizes and money as the page shows them. */
import type { Language } from './language.ts';

/** The sandbox's shop is in Jakarta; the bot's texts give times in the shop's zone, so the page does too. */
const timeZone = 'Asia/Jakarta';

export interface Formats {
  /** @param seconds Telegram's date: seconds since 1970 */
  clock(seconds: number): string;
  /** @param seconds Telegram's date: seconds since 1970 */
  day(seconds: number): string;
  /** To the second. @param ms milliseconds since 1970 */
  time(ms: number): string;
  /** A file size with its unit, for example `12.5 KB`. */
  fileSize(bytes: number): string;
}

const regions: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

export function formatsFor(language: Language): Formats {
  const region = regions[language];
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(region, { timeZone, ...options });
  const clock = of({ hour: '2-digit', minute: '2-digit' });
  const day = of({ day: 'numeric', month: 'long' });
  const time = of({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const oneDigit = new Intl.NumberFormat(region, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    clock: (seconds) => clock.format(seconds * 1000),
    day: (seconds) => day.format(seconds * 1000),
    time: (ms) => time.format(ms),
    fileSize: (bytes) => {
      if (bytes < 1024) return `${bytes} B`;
      if (bytes < 1024 * 1024) return `${oneDigit.format(bytes / 1024)} KB`;
      return `${oneDigit.format(bytes / 1024 / 1024)} MB`;
    },
  };
}

/** Rupiah as an Indonesian shop writes them, in every language: `Rp110.376`. */
export function rupiah(amount: number): string {
  const digits = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 }).format(amount);
  return `Rp${digits}`.replace('Rp-', '-Rp');
}
