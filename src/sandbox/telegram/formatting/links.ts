/**
 * A link as Telegram stores it, or `undefined` if it doesn't accept it. Without a scheme it is
 * http, and the host of a web address needs a dot (td LinkManager::check_link).
 */
export function checkedLink(link: string): string | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if (url.protocol === 'tg:' || url.protocol === 'ton:') return withScheme;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.hostname.includes('.') || url.hostname.startsWith('[') ? url.href : undefined;
}
