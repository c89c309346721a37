/** By their zones. Making one takes longer than anything else that a press needs. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * What clocks show in a time zone: `2021-01-18 10:37:00`.
 *
 * @param timeZone IANA name, such as `Asia/Jakarta`
 * @throws RangeError for a zone that doesn't exist
 */
export function wallClock(timeZone: string, at: Date | number): string {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
    clocks.set(timeZone, clock);
  }
  return clock.format(at);
}
