/** Times and sizes as the page shows them. */

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });

/** @param seconds Telegram's date: seconds since 1970 */
export const clock = (seconds: number): string => clockFormat.format(seconds * 1000);

/** @param seconds Telegram's date: seconds since 1970 */
export const day = (seconds: number): string => dayFormat.format(seconds * 1000);

/** A file size with its unit, for example `12.5 KB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
