/** The one stream of all that happens. A browser holds six connections to an address open, so no more is spent on it. */

let source: EventSource | undefined;
let users = 0;

/** A subscription to the stream, which ends with its last user. */
export interface WorldEvents {
  /** Calls `opened` whenever the stream begins anew: whatever was read before may be outdated. */
  opened(handle: () => void): void;
  lost(handle: () => void): void;
  /** Hears of events of a name; the data is JSON. */
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
