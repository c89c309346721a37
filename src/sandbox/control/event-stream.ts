import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Watchers } from './watchers.ts';

/** How many events may wait for a slow reader. */
const maxUnread = 10_000;

/**
 * Sends all events to a page as they happen, until it leaves or falls too far behind: then it has to reconnect,
 * before its backlog fills the memory. The stream begins with a comment, after which nothing is missed.
 *
 * @param dataOf what is sent of an event besides its type
 */
export function streamEvents<Event extends { type: string }>(
  context: Context,
  watchers: Watchers<Event>,
  dataOf: (event: Event) => unknown,
): Response {
  return streamSSE(context, async (stream) => {
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    stream.onAbort(close);
    let unread = 0;
    const unwatch = watchers.watch((event) => {
      unread += 1;
      if (unread > maxUnread) return close();
      const sent = { event: event.type, data: JSON.stringify(dataOf(event)) };
      void stream.writeSSE(sent).then(() => {
        unread -= 1;
      });
    });
    await stream.write(': watching\n\n');
    await closed;
    unwatch();
  });
}
