/**
 * A link as Telegram keeps it, or `undefined` for one that it doesn't take: without a scheme it means http,
 * and a web address has a dot in its host (td LinkManager::check_link).
 */
export function checkedLink(link: string): string | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `http://${link}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if (url.protocol === 'tg:' || url.protocol === 'ton:') return withScheme;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.hostname.includes('.') || url.hostname.startsWith('[') ? url.href : undefined;
}
