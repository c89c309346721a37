import type { Api } from 'grammy';
import type { Logger } from 'pino';
import type { ActStatus, RequestedAct } from '../../orders/requests/states.ts';
import { isRefusal } from '../../telegram/errors.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { html } from '../messages/send.ts';
import { lines } from '../views/message-view.ts';

/** Tells people alone what came of their Yes while their group takes no message; the group is still shown it later. */
export interface ResultsAlone {
  /** Tells whoever decided, once for each result, however often the group is tried. */
  tell(requested: RequestedAct, text: string, localizer: Localizer): Promise<void>;
  /** The group was shown it. */
  forget(token: string): void;
}

export function createResultsAlone({ api, log }: { api: Api; log: Logger }): ResultsAlone {
  const told = new Map<string, ActStatus>();
  return {
    async tell({ request: { token, decidedBy }, act: { status } }, text, localizer) {
      const isResult = status === 'done' || status === 'failed' || status === 'unknown';
      if (!isResult || decidedBy === undefined || told.get(token) === status) return;
      try {
        const why = localizer.html('group-takes-nothing');
        await api.sendMessage(decidedBy.id, lines(text, '', why), html);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        log.warn({ err: error, token }, 'a result could be told to nobody');
      }
      told.set(token, status);
    },
    forget: (token) => void told.delete(token),
  };
}
