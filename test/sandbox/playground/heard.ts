/** What the page's stream of events tells. */
import type { BotView } from '../../../src/sandbox/playground/playground-routes.ts';

export interface Heard {
  /** The data of all events of a name so far, oldest first. */
  of(name: string): Record<string, unknown>[];
  /** Waits for an event of a name, one that was told before included. */
  until(
    name: string,
    fits: (data: Record<string, unknown>) => boolean,
  ): Promise<Record<string, unknown>>;
  stop(): void;
}

/** Listens to the page's events; from the moment this resolves nothing is missed. */
export async function heard(url: string): Promise<Heard> {
  const hangUp = new AbortController();
  const stream = await fetch(`${url}/events`, { signal: hangUp.signal });
  const events: { name: string; data: Record<string, unknown> }[] = [];
  const looks = new Set<() => void>();
  const reading = async (): Promise<void> => {
    let unfinished = '';
    const decoder = new TextDecoder();
    for await (const chunk of stream.body ?? []) {
      const parts = (unfinished + decoder.decode(chunk, { stream: true })).split('\n\n');
      unfinished = parts.pop() ?? '';
      for (const part of parts) {
        const [, name, data] = /^event: (.*)\ndata: (.*)$/s.exec(part) ?? [];
        if (name !== undefined && data !== undefined) events.push({ name, data: JSON.parse(data) });
      }
      for (const look of [...looks]) look();
    }
  };
  reading().catch((error: unknown) => {
    if (!hangUp.signal.aborted) throw error;
  });
  return {
    of: (name) => events.filter((event) => event.name === name).map(({ data }) => data),
    until: (name, fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = events.find((event) => event.name === name && fits(event.data));
          if (!found) return;
          looks.delete(look);
          resolve(found.data);
        };
        looks.add(look);
        look();
      }),
    stop: () => hangUp.abort(),
  };
}

/** Waits until the bot's state is as wanted, and returns it. */
export async function waitForBot(url: string, fits: (view: BotView) => boolean): Promise<BotView> {
  const watch = await heard(url);
  try {
    const now = (await (await fetch(`${url}/bot`)).json()) as BotView;
    if (fits(now)) return now;
    return (await watch.until('bot', (data) =>
      fits(data as unknown as BotView),
    )) as unknown as BotView;
  } finally {
    watch.stop();
  }
}
