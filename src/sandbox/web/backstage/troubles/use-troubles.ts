/** The troubles of both sandboxes, and switching them. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { getJson, postJson, requestJson } from '../../connection/json-request.ts';
import { onceAtATime } from '../../connection/once-at-a-time.ts';
import { worldEvents } from '../../connection/world-events.ts';
import {
  activeAmong,
  faultsOf,
  ngorderTroubles,
  type Trouble,
  telegramTroubles,
} from './troubles.ts';

export interface Switches {
  troubles: readonly Trouble[];
  /** The IDs of those that are still active. */
  active: ReadonlySet<string>;
  /** @throws {RequestRefused} */
  set(trouble: Trouble, on: boolean): Promise<void>;
  /** @throws {RequestRefused} */
  clear(): Promise<void>;
}

/** An active fault, as the Ngorder sandbox lists it. */
interface NgorderFault {
  fault: unknown;
}

export function useNgorderTroubles(): Switches {
  const [set, setSet] = useState<readonly unknown[]>([]);
  useEffect(() => {
    const events = worldEvents();
    const show = (faults: readonly NgorderFault[]): void =>
      setSet(faults.map(({ fault }) => fault));
    events.opened(async () => show(await getJson<NgorderFault[]>('/ngorder/faults')));
    events.on<{ faults: NgorderFault[] }>('ngorder-faults', ({ faults }) => show(faults));
    events.on('ngorder-reset', () => show([]));
    return events.close;
  }, []);
  const change = useCallback(
    async (trouble: Trouble, on: boolean): Promise<void> => {
      if (trouble.of !== 'ngorder') return;
      if (on) {
        // Added, whatever is shown: another one may have been switched on this very moment.
        await postJson('/ngorder/faults', trouble.fault);
        return;
      }
      const gone = new Set(faultsOf(trouble, set));
      // Faults set by others stay.
      const others = set.filter((one) => !gone.has(one));
      await requestJson('PUT', '/ngorder/faults', others);
    },
    [set],
  );
  const clear = useCallback(async (): Promise<void> => {
    await requestJson('PUT', '/ngorder/faults', []);
    // Requests that a delay keeps waiting continue too.
    await requestJson('POST', '/ngorder/release', {});
  }, []);
  const active = useMemo(() => activeAmong(ngorderTroubles, set), [set]);
  return { troubles: ngorderTroubles, active, set: change, clear };
}

/** An active fault, as the Telegram sandbox lists it. */
interface TelegramFault {
  id: number;
}

interface TelegramTroubles {
  faults: TelegramFault[];
  limits: { on: boolean };
}

export function useTelegramTroubles(): Switches {
  const [set, setSet] = useState<readonly TelegramFault[]>([]);
  const [limits, setLimits] = useState(false);
  // Answers that overtake each other would show what was.
  const read = useMemo(
    () =>
      onceAtATime(async () => {
        const troubles = await getJson<TelegramTroubles>('/sandbox/troubles');
        setSet(troubles.faults);
        setLimits(troubles.limits.on);
      }),
    [],
  );
  useEffect(() => {
    const events = worldEvents();
    events.opened(read);
    events.on('reset', read);
    return events.close;
  }, [read]);
  const waits = set.length > 0;
  useEffect(() => {
    if (!waits) return undefined;
    // There is no event for a fault that struck: it does so on an update or a call.
    const events = worldEvents();
    for (const name of ['update', 'call']) events.on(name, read);
    return events.close;
  }, [waits, read]);
  const change = useCallback(
    async (trouble: Trouble, on: boolean): Promise<void> => {
      if (trouble.of === 'rules') await requestJson('POST', '/sandbox/limits', { on });
      else if (on) await requestJson('POST', '/sandbox/faults', trouble.fault);
      else {
        for (const { id } of faultsOf(trouble, set))
          await requestJson('DELETE', `/sandbox/faults/${id}`, {});
      }
      read();
    },
    [set, read],
  );
  const clear = useCallback(async (): Promise<void> => {
    await requestJson('DELETE', '/sandbox/faults', {});
    await requestJson('POST', '/sandbox/limits', { on: false });
    read();
  }, [read]);
  const active = useMemo(
    () => new Set([...activeAmong(telegramTroubles, set), ...(limits ? ['limits'] : [])]),
    [set, limits],
  );
  return { troubles: telegramTroubles, active, set: change, clear };
}
