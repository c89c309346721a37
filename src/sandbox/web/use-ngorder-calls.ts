import { useEffect, useState } from 'preact/hooks';
import { getJson } from './json-request.ts';

/** One line of the Ngorder sandbox's call log. */
export interface NgorderCall {
  number: number;
  /** ISO time. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  body?: unknown;
  /** Missing while the request is under way, and when it got no answer. */
  status?: number;
  /** Missing while the request is under way. */
  ms?: number;
}

const KEPT = 50;

/** The newest requests to Ngorder, oldest first, kept up to date. */
export function useNgorderCalls(): readonly NgorderCall[] {
  const [calls, setCalls] = useState<readonly NgorderCall[]>([]);
  useEffect(() => {
    const source = new EventSource('/ngorder/events');
    source.addEventListener('open', async () => {
      const all = await getJson<NgorderCall[]>('/ngorder/calls');
      setCalls(all.slice(-KEPT));
    });
    source.addEventListener('call', ({ data }: MessageEvent<string>) => {
      const { call }: { call: NgorderCall } = JSON.parse(data);
      setCalls((before) => withCall(before, call));
    });
    return () => source.close();
  }, []);
  return calls;
}

/** A call is told of twice: when it arrives, and when it is over. */
function withCall(calls: readonly NgorderCall[], call: NgorderCall): NgorderCall[] {
  const others = calls.filter(({ number }) => number !== call.number);
  return [...others, call].sort((a, b) => a.number - b.number).slice(-KEPT);
}
