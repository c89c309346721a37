import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { onceAtATime } from '../../connection/once-at-a-time.ts';
import { worldEvents } from '../../connection/world-events.ts';
import { type OrderQuery, type Overview, readOverview } from './orders.ts';

/** The orders that match, kept up to date; undefined until they are loaded. */
export function useOrders({ place, text, limit }: OrderQuery): Overview | undefined {
  const [overview, setOverview] = useState<Overview>();
  const query = useRef<OrderQuery>({ place, text, limit });
  const read = useMemo(
    () => onceAtATime(async () => setOverview(await readOverview(query.current))),
    [],
  );
  useEffect(() => {
    const events = worldEvents();
    events.opened(read);
    events.on('ngorder-reset', read);
    events.on('ngorder-order', read);
    return events.close;
  }, [read]);
  useEffect(() => {
    // The first read waits for the events, so that no change is missed in between.
    const { current: known } = query;
    if (known.place === place && known.text === text && known.limit === limit) return;
    query.current = { place, text, limit };
    read();
  }, [place, text, limit, read]);
  return overview;
}
