import type { Logger } from 'pino';
import type { ShopRows } from '../../store/tables/shops.ts';

/** Notes which shops' tokens Ngorder refuses, by what comes of the requests that are made for them anyway. */
export interface Refusals {
  /** @param outcome what came of a request, as its report says */
  noteOutcome(shop: string, token: string, outcome: string): void;
}

export function createRefusals(rows: Pick<ShopRows, 'noteTaken'>, log: Logger): Refusals {
  /** The shops whose token was taken or refused when it was last noted: only a change is written. */
  const noted = new Map<string, string>();
  return {
    noteOutcome(shop, token, outcome) {
      const isRefused = outcome === 'TokenRejected';
      if (!isRefused && outcome !== 'ok') return;
      const now = `${isRefused} ${token}`;
      if (noted.get(shop) === now) return;
      noted.set(shop, now);
      rows.noteTaken(shop, token, !isRefused).catch((error: unknown) => {
        noted.delete(shop);
        log.warn({ err: error, shop }, 'it could not be noted whether a token is taken');
      });
    },
  };
}
