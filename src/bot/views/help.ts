import type { Command } from '../commands.ts';
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
