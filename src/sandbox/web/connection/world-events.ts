/** The page's single stream of events: browsers allow six connections to an address. */

let source: EventSource | undefined;
let users = 0;

/** A subscription; the stream is closed with the last one. */
export interface WorldEvents {
  /** Called whenever the stream is opened, perhaps again: what was read before may be outdated. */
  opened(handle: () => void): void;
  lost(handle: () => void): void;
  /** Handles events of a name; the data is JSON. */
  on<T>(name: string, handle: (data: T) => void): void;
  close(): void;
}

export function worldEvents(): WorldEvents {
  source ??= new EventSource('/events');
  users += 1;
  const stream = source;
  const leaving = new AbortController();
  const { signal } = leaving;
  return {
    opened: (handle) => {
      stream.addEventListener('open', () => handle(), { signal });
      if (stream.readyState === EventSource.OPEN) handle();
    },
    lost: (handle) => stream.addEventListener('error', () => handle(), { signal }),
    on: (name, handle) =>
      stream.addEventListener(
        name,
        (event: MessageEvent<string>) => handle(JSON.parse(event.data)),
        { signal },
      ),
    close: () => {
      leaving.abort();
      users -= 1;
      if (users > 0) return;
      stream.close();
      source = undefined;
    },
  };
}
