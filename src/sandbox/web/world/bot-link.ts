/**
 * What a link into the bot's private chat starts it with (Telegram, Deep links, "Bot links"): a
 * parameter, or an empty text for a plain link. Undefined for any other link.
 *
 * @example startOfLink('https://t.me/shop_bot?start=x1', 'shop_bot') // 'x1'
 */
export function startOfLink(address: string, botName: string | undefined): string | undefined {
  if (botName === undefined || !URL.canParse(address)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const isTelegram = /^(?:t|telegram)\.me$/u.test(hostname) && /^https?:$/u.test(protocol);
  const named = isTelegram
    ? pathname.slice(1)
    : address.startsWith('tg://resolve') && searchParams.get('domain');
  if (typeof named !== 'string' || named.toLowerCase() !== botName.toLowerCase()) return undefined;
  const others = [...searchParams.keys()].filter((name) => name !== 'start' && name !== 'domain');
  return others.length > 0 ? undefined : (searchParams.get('start') ?? '');
}
