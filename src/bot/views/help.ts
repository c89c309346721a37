import type { Command } from '../commands.ts';
import { isMaskedFor, shareable } from '../i18n/audience.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { lines, type MessageView } from './message-view.ts';

/** What can be done with these commands, each in the language of the chat. */
export function helpView(commands: readonly Command[], localizer: Localizer): MessageView {
  const shown = commands.map(
    ({ name, help }) => help && localizer.html(help, { command: `/${name[localizer.locale]}` }),
  );
  return {
    text: lines(localizer.html('help-title'), ...shown, '', localizer.html('help-note')),
    keyboard: [],
  };
}

/** How the bot can be called in a group. */
export interface Calling {
  /** Its username. */
  bot: string;
  /** It gets every message there, so that its name can be left out. */
  hearsAll: boolean;
}

/** What the bot says in a group that it has come into: what it can do, and how to call it there. */
export function greetingView(
  shop: string,
  commands: readonly Command[],
  { bot, hearsAll }: Calling,
  localizer: Localizer,
): MessageView {
  const [first] = commands.filter(({ menu }) => menu !== undefined);
  const bare = first && `/${first.name[localizer.locale]}`;
  return {
    text: lines(
      localizer.html(isMaskedFor(localizer.audience) ? 'group-hello' : 'group-hello-unmasked', {
        shop,
      }),
      bare &&
        (hearsAll
          ? localizer.html('group-call', { command: bare })
          : localizer.html('group-call-by-name', { command: shareable(`${bare}@${bot}`), bare })),
    ),
    keyboard: [],
  };
}
