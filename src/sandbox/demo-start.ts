/** The demo: a playground with the bot in it. */
import { type Playground, startPlayground } from './playground/playground.ts';

export interface DemoOptions {
  /** The caller's environment; `LOCALE` and `LANG` are read. */
  environment: NodeJS.ProcessEnv;
  /** Prints a line on the terminal. */
  say(line: string): void;
  /** The first port to try for the page; 4600 unless told otherwise. */
  port?: number;
  /** The bot's program; ours unless told otherwise. */
  program?: string;
}

export type Demo = Pick<Playground, 'url' | 'close'>;

/**
 * Starts both sandboxes, the page and the bot. If a part can't start, those before it are stopped
 * again.
 *
 * @throws {NoFreePort} when there is no port for the page
 */
export const startDemo = (options: DemoOptions): Promise<Demo> =>
  startPlayground({ ...options, withBot: true });
