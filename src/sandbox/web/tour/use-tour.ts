import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BotView } from '../backstage/use-bot.ts';
import type { WireLine } from '../backstage/wire/wire.ts';
import { worldEvents } from '../connection/world-events.ts';
import { currentStep, firstTour, type TourState, ticked, tourSteps } from './steps.ts';

const storageKey = 'guided-tour';

export interface Tour {
  state: TourState;
  skip(): void;
  /** Starts again, with no step done. */
  restart(): void;
}

interface TourSurroundings {
  lines: readonly WireLine[];
  bot: BotView | undefined;
  /** Whom one acts as. */
  personId: number | undefined;
  /** At the end: become the person with whom it began. */
  onPerson(personId: number): void;
}

/** The tour's state, advanced by the traffic and stored in the browser. */
export function useTour({ lines, bot, personId, onPerson }: TourSurroundings): Tour {
  const [state, setState] = useState(read);
  const startedOver = useRef(false);
  // Before it is to be seen: what was skipped stays so, however soon the page is left.
  useLayoutEffect(() => localStorage.setItem(storageKey, JSON.stringify(state)), [state]);
  useEffect(() => {
    setState((before) => ticked(before, { lines, bot, startedOver: startedOver.current }));
  }, [lines, bot]);
  useEffect(() => {
    if (personId !== undefined) setState((before) => ({ personId, ...before }));
  }, [personId]);
  useEffect(() => {
    const events = worldEvents();
    events.on('reset', () => {
      startedOver.current = true;
    });
    return events.close;
  }, []);
  const isOver = currentStep(state) === undefined;
  const wasOver = useRef(isOver);
  useEffect(() => {
    if (isOver && !wasOver.current && state.personId !== undefined) onPerson(state.personId);
    wasOver.current = isOver;
  }, [isOver]);
  return {
    state,
    skip: useCallback(() => setState((before) => ({ ...before, hidden: true })), []),
    restart: useCallback(() => {
      startedOver.current = false;
      setState({ ...firstTour(Date.now()), ...(personId !== undefined && { personId }) });
    }, [personId]),
  };
}

/** Anything else that is stored there, perhaps by an older page, is ignored. */
function read(): TourState {
  const first = firstTour(Date.now());
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return first;
    const { done, hidden, since, personId } = kept as Partial<TourState>;
    return {
      done: tourSteps.map(({ id }) => id).filter((id) => Array.isArray(done) && done.includes(id)),
      hidden: hidden === true,
      since: typeof since === 'number' ? since : first.since,
      ...(typeof personId === 'number' && { personId }),
    };
  } catch {
    return first;
  }
}
