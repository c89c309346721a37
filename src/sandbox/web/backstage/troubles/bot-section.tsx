/** The bot's process: whether it runs, and buttons to stop and start it. */
import { askBot, type BotAction, type BotView } from '../use-bot.ts';

interface BotSectionProps {
  bot: BotView;
  onFailure(error: unknown): void;
}

export function BotSection({ bot, onFailure }: BotSectionProps) {
  const ask = (action: BotAction) => () => void askBot(action).catch(onFailure);
  return (
    <section aria-labelledby="bot-title" class="trouble">
      <h3 id="bot-title">The bot itself</h3>
      <p class="bot-state" role="status" data-state={stateOf(bot)}>
        {describe(bot)}
      </p>
      {bot.ended && <p class="bot-ended">{lastWords(bot.ended)}</p>}
      {bot.kept && (
        <div class="action-buttons">
          <button
            type="button"
            class="action-button"
            data-style="danger"
            disabled={!bot.running}
            onClick={ask('kill')}
          >
            Stop it hard
          </button>
          <button type="button" class="action-button" disabled={!bot.running} onClick={ask('stop')}>
            Ask it to end
          </button>
          <button type="button" class="action-button" disabled={bot.running} onClick={ask('start')}>
            Start it
          </button>
          <button
            type="button"
            class="action-button"
            disabled={bot.copies.length !== 1}
            onClick={ask('second')}
          >
            Start a second copy
          </button>
        </div>
      )}
    </section>
  );
}

export type BotMood = 'up' | 'starting' | 'down';

export const stateOf = ({ kept, running, speaks }: BotView): BotMood =>
  kept && !running ? 'down' : speaks || !kept ? 'up' : 'starting';

function describe(bot: BotView): string {
  if (!bot.kept) return 'You run the bot yourself, in a shell.';
  const [first, second] = bot.copies;
  if (!first) return 'The bot is not running.';
  const who = `process ${first.pid}`;
  if (!bot.speaks) return `The bot is starting: ${who}.`;
  const since = new Date(first.since).toLocaleTimeString('en-GB');
  const more = second ? ` A second copy, process ${second.pid}, is trying.` : '';
  return `The bot is running: ${who}, since ${since}.${more}`;
}

function lastWords({ pid, by, words }: NonNullable<BotView['ended']>): string {
  return by === 'itself' ? `Process ${pid} ended: ${words}` : `Process ${pid} was ${words}.`;
}
