/** The shop's time: dates as the API writes them, `yyyy-mm-dd` and `yyyy-mm-dd HH:MM:SS`, in Jakarta. */

const dayMs = 24 * 60 * 60 * 1000;

// The Swedish format is exactly `yyyy-mm-dd HH:MM:SS`.
const jakarta = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Jakarta',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export interface ShopClock {
  /** `yyyy-mm-dd HH:MM:SS` */
  now(): string;
  /** `yyyy-mm-dd` */
  today(): string;
}

/** The shop's clock. With `today` the date is fixed, for reproducible tests. */
export function shopClock(today?: string): ShopClock {
  const now = () => {
    const time = jakarta.format(new Date());
    return today ? `${today}${time.slice(10)}` : time;
  };
  return { now, today: () => now().slice(0, 10) };
}

/** Whether the text is an existing date in the form `yyyy-mm-dd`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Adds days to a date; negative numbers subtract. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Adds minutes to a time in the form `yyyy-mm-dd HH:MM:SS`; negative numbers subtract. */
export function addMinutes(time: string, minutes: number): string {
  const later = new Date(
    Date.parse(`${time.replace(' ', 'T')}Z`) + Math.round(minutes * 60) * 1000,
  );
  return later.toISOString().slice(0, 19).replace('T', ' ');
}
