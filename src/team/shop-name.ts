import type { Logger } from 'pino';
import type { Ngorder } from '../ngorder/client.ts';
import { TokenRejected } from '../ngorder/errors.ts';

/** The shop whose orders are worked on. */
export interface ShopName {
  key: string;
  name: string;
}

/** Names the shop and checks its token; the bot starts without an answer too, and says so in its log. */
export async function learnShopName(
  shop: ShopName,
  ngorder: Ngorder,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  try {
    const [found] = await ngorder.getShops(signal);
    log.info({ shop: found?.name, expires: found?.expiredDate }, 'the shop is known');
    shop.name = found?.name || shop.name;
  } catch (error) {
    if (signal.aborted) return;
    const what =
      error instanceof TokenRejected
        ? 'Ngorder refuses NGORDER_TOKEN'
        : 'Ngorder could not be asked for the shop';
    log.error({ err: error }, what);
  }
}
