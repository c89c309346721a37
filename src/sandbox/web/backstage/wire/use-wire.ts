import { useEffect, useState } from 'preact/hooks';
import { getJson } from '../../connection/json-request.ts';
import { worldEvents } from '../../connection/world-events.ts';
import type { NgorderCall } from './ngorder-calls.ts';
import {
  type BotCall,
  lineOfBotCall,
  lineOfNgorderCall,
  lineOfUpdate,
  type QueuedUpdate,
  type WireLine,
  withLines,
} from './wire.ts';

/** How many of each kind are loaded at first: after a long day there are megabytes of them. */
const readAtFirst = 200;

/** The last lines of the wire, oldest first; updated at most once a frame. */
export function useWire(): readonly WireLine[] {
  const [lines, setLines] = useState<readonly WireLine[]>([]);
  useEffect(() => {
    const events = worldEvents();
    let waiting: WireLine[] = [];
    let asked = 0;
    const flush = (): void => {
      asked = 0;
      const newcomers = waiting;
      waiting = [];
      setLines((before) => withLines(before, newcomers));
    };
    const add = (...newcomers: (WireLine | undefined)[]): void => {
      waiting.push(...newcomers.filter((line) => line !== undefined));
      if (asked === 0) asked = requestAnimationFrame(flush);
    };
    const empty = (of: (line: WireLine) => boolean): void => {
      waiting = waiting.filter((line) => !of(line));
      setLines((before) => before.filter((line) => !of(line)));
    };
    events.opened(async () => {
      const [updates, calls, requests] = await Promise.all([
        getJson<QueuedUpdate[]>(`/sandbox/updates?limit=${readAtFirst}`),
        getJson<BotCall[]>(`/sandbox/calls?limit=${readAtFirst}`),
        getJson<NgorderCall[]>(`/ngorder/calls?limit=${readAtFirst}`),
      ]);
      add(
        ...updates.map(lineOfUpdate),
        ...calls.map(lineOfBotCall),
        ...requests.map(lineOfNgorderCall),
      );
    });
    events.on<QueuedUpdate>('update', (update) => add(lineOfUpdate(update)));
    events.on<{ call: BotCall }>('call', ({ call }) => add(lineOfBotCall(call)));
    events.on<{ call: NgorderCall }>('ngorder-call', ({ call }) => add(lineOfNgorderCall(call)));
    events.on('reset', () => empty(({ source }) => source !== 'ngorder'));
    events.on('ngorder-reset', () => empty(({ source }) => source === 'ngorder'));
    return () => {
      events.close();
      cancelAnimationFrame(asked);
    };
  }, []);
  return lines;
}
