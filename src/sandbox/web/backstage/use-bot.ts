/** The bot's process, as the playground describes it. */
import { useEffect, useState } from 'preact/hooks';
import { getJson, postJson } from '../connection/json-request.ts';
import { worldEvents } from '../connection/world-events.ts';
import type { BotLabels } from '../i18n/en-tour.ts';

/** What somebody may do in the shop. */
export type Role = 'viewer' | 'operator' | 'manager' | 'owner';

export interface BotView {
  /** Whether the playground runs a bot; if not, somebody starts theirs in a shell. */
  kept: boolean;
  running: boolean;
  /** Whether it has called Telegram since it was started. */
  speaks: boolean;
  copies: { pid: number; since: number }[];
  ended?: {
    pid: number;
    by: 'kill' | 'stop' | 'itself';
    words: string;
    /** Milliseconds since 1970. */
    at: number;
  };
  /** People's roles in the shop, by Telegram user ID; absent for a bot of which nothing is known. */
  roles?: Readonly<Record<number, Role>>;
  /** Labels of the bot's buttons, in its language. */
  labels?: BotLabels;
  /** A shop that can be connected besides the first, by its token. */
  secondShop?: { name: string; token: string };
}

export type BotAction = 'kill' | 'stop' | 'start' | 'second';

export const askBot = (action: BotAction): Promise<BotView> => postJson(`/bot/${action}`, {});

/** Resets everything. */
export const startOver = (): Promise<BotView> => postJson('/start-over', {});

/** Undefined until it is known. */
export function useBot(): BotView | undefined {
  const [bot, setBot] = useState<BotView>();
  useEffect(() => {
    const events = worldEvents();
    events.opened(async () => setBot(await getJson<BotView>('/bot')));
    events.on<BotView>('bot', setBot);
    return events.close;
  }, []);
  return bot;
}
