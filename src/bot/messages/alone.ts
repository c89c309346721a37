import type { Api } from 'grammy';
import { mayNotWrite } from '../../telegram/errors.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { lines } from '../views/message-view.ts';
import { html as asHtml } from './send.ts';

export interface ToOneAlone {
  api: Api;
  personId: number;
  /** In HTML. */
  text: string;
  localizer: Localizer;
}

/**
 * Sends something to a group. Where that takes no message (the bot has no right to write there, its topics are closed),
 * a person is told alone, and why.
 * @throws what sending throws, to the group or to the person
 */
export async function orToOneAlone(
  send: () => Promise<unknown>,
  { api, personId, text, localizer }: ToOneAlone,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!mayNotWrite(error)) throw error;
    const why = localizer.html('group-takes-nothing');
    // What couldn't be done may be just that.
    await api.sendMessage(personId, text.includes(why) ? text : lines(text, '', why), asHtml);
  }
}
