/** The demo: a playground with the bot in it. */
import { type Playground, startPlayground } from './playground/playground.ts';

export interface DemoOptions {
  /** The environment of whoever starts the demo: `LOCALE` and `LANG` are looked at. */
  environment: NodeJS.ProcessEnv;
  /** Where a line for the person at the terminal goes. */
  say(line: string): void;
  /** The first port that is tried for the page; 4600 unless told otherwise. */
  port?: number;
  /** The bot's program; ours unless told otherwise. */
  program?: string;
}

export type Demo = Pick<Playground, 'url' | 'close'>;

/**
 * Starts both sandboxes, the page and the bot. When a part can't start, those before it are ended again.
 *
 * @throws {NoFreePort} when there is no port for the page
 */
export const startDemo = (options: DemoOptions): Promise<Demo> =>
  startPlayground({ ...options, withBot: true });
