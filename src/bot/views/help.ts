import type { Command } from '../commands.ts';
import type { Wording } from '../i18n/localizer.ts';
import { lines, type Screen } from './message-view.ts';

/** What can be done with these commands, each in the language of the chat. */
export function helpView(commands: readonly Command[], wording: Wording): Screen {
  const shown = commands.map(
    ({ name, help }) => help && wording.html(help, { command: `/${name[wording.locale]}` }),
  );
  return {
    text: lines(wording.html('help-title'), ...shown, '', wording.html('help-note')),
    keyboard: [],
  };
}
