/** The bot's process: whether it runs, and buttons to stop and start it. */
import type { Formats } from '../../i18n/formats.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useWords } from '../../i18n/use-words.tsx';
import { askBot, type BotAction, type BotView } from '../use-bot.ts';

interface BotSectionProps {
  bot: BotView;
  onFailure(error: unknown): void;
}

export function BotSection({ bot, onFailure }: BotSectionProps) {
  const { texts, formats } = useWords();
  const { bot: words } = texts.backstage;
  const ask = (action: BotAction) => () => void askBot(action).catch(onFailure);
  return (
    <section aria-labelledby="bot-title" class="trouble">
      <h3 id="bot-title">{words.title}</h3>
      <p class="bot-state" role="status" data-state={stateOf(bot)}>
        {describe(bot, words, formats)}
      </p>
      {bot.ended && <p class="bot-ended">{lastWords(bot.ended, words)}</p>}
      {bot.kept && (
        <div class="action-buttons">
          <button
            type="button"
            class="action-button"
            data-style="danger"
            disabled={!bot.running}
            onClick={ask('kill')}
          >
            {words.stopHard}
          </button>
          <button type="button" class="action-button" disabled={!bot.running} onClick={ask('stop')}>
            {words.askToEnd}
          </button>
          <button type="button" class="action-button" disabled={bot.running} onClick={ask('start')}>
            {words.start}
          </button>
          <button
            type="button"
            class="action-button"
            disabled={bot.copies.length !== 1}
            onClick={ask('second')}
          >
            {words.startSecond}
          </button>
        </div>
      )}
    </section>
  );
}

export type BotMood = 'up' | 'starting' | 'down';

export const stateOf = ({ kept, running, speaks }: BotView): BotMood =>
  kept && !running ? 'down' : speaks || !kept ? 'up' : 'starting';

type Words = Texts['backstage']['bot'];

function describe(bot: BotView, words: Words, formats: Formats): string {
  if (!bot.kept) return words.yours;
  const [first, second] = bot.copies;
  if (!first) return words.down;
  if (!bot.speaks) return words.starting(first.pid);
  const running = words.running(first.pid, formats.time(first.since));
  return second ? `${running} ${words.second(second.pid)}` : running;
}

function lastWords(ended: NonNullable<BotView['ended']>, words: Words): string {
  if (ended.by === 'kill') return words.wasKilled(ended.pid);
  if (ended.by === 'stop') return words.wasStopped(ended.pid);
  return words.ended(ended.pid, ended.words);
}
