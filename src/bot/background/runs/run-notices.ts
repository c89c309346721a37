import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { createWorker, type Worker } from '../../../background/worker.ts';
import type { Ledger } from '../../../orders/requests/ledger.ts';
import type { Shops } from '../../../team/shops/shops.ts';
import type { Team } from '../../../team/team.ts';
import { isRefusal } from '../../../telegram/errors.ts';
import type { LocalizerIn } from '../../i18n/localizer-in.ts';
import { html } from '../../messages/send.ts';

export interface RunNoticesParts {
  ledger: Ledger;
  shops: Pick<Shops, 'find'>;
  team: Pick<Team, 'may' | 'everybody'>;
  api: Api;
  localizerIn: LocalizerIn;
  log: Logger;
}

/** Tells whoever may continue it, alone, that a run is paused since its leader lost the right. */
export function createRunNotices(parts: RunNoticesParts): Worker {
  const { ledger, shops, team, api, localizerIn, log } = parts;
  const tell = async (token: string): Promise<void> => {
    const { request } = await ledger.get(token);
    const leader = request.run?.ledBy?.name ?? '';
    for (const personId of await team.everybody()) {
      if (!(await team.may(personId, 'bulk', request.shop))) continue;
      const localizer = await localizerIn(personId, request.shop);
      const shop = (await shops.find(request.shop))?.name ?? '';
      const text = localizer.html('many-told-right', { shop, person: leader });
      await api.sendMessage(personId, text, html).catch((error: unknown) => {
        // Who has never opened the private chat can't be told.
        if (!isRefusal(error)) throw error;
        log.info({ person: personId }, 'a paused run could not be told of');
      });
    }
    await ledger.markTold(token);
  };
  return createWorker<string>({
    due: (limit) => ledger.untoldRuns(limit),
    key: (token) => token,
    handle: tell,
    onTrouble: (error, request) =>
      log.error({ err: error, request }, 'a paused run could not be told of'),
    atOnce: 4,
    everyMs: 2000,
    wokenBy: ledger.onChange,
  });
}
