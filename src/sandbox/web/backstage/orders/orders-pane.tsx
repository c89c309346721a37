/** The shop's orders, live: what was changed last is on top. */
import { useMemo, useState } from 'preact/hooks';
import { countsOf, found, type Orders, PLACES, type Place, type ShownOrder } from './orders.ts';

/** More than these nobody reads through; the search finds the rest. */
const SHOWN = 60;

const rupiah = new Intl.NumberFormat('id-ID', {
  style: 'currency',
  currency: 'IDR',
  maximumFractionDigits: 0,
});

export function OrdersPane({ orders }: { orders: Orders }) {
  const [place, setPlace] = useState<Place>();
  const [text, setText] = useState('');
  const counts = useMemo(() => countsOf(orders), [orders]);
  const fitting = useMemo(() => found(orders, place, text), [orders, place, text]);
  return (
    <>
      <fieldset class="pills" aria-label="Lists of orders">
        {(Object.keys(PLACES) as Place[]).map((one) => (
          <button
            key={one}
            type="button"
            class="pill"
            data-place={one}
            aria-pressed={place === one}
            onClick={() => setPlace(place === one ? undefined : one)}
          >
            {PLACES[one]} <strong>{counts[one]}</strong>
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        class="field"
        aria-label="Search orders"
        placeholder="Order ID, PO or name"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <ul class="orders" aria-label="Orders">
        {fitting.slice(0, SHOWN).map((order) => (
          <OrderLine key={`${order.id}/${order.moved}`} order={order} />
        ))}
      </ul>
      <p class="hint">
        {fitting.length > SHOWN
          ? `… and ${fitting.length - SHOWN} more: search for them.`
          : fitting.length === 0
            ? 'No order fits.'
            : ''}
      </p>
    </>
  );
}

function OrderLine({ order }: { order: ShownOrder }) {
  const { id, po, name, total, place, from } = order;
  return (
    <li class="order" data-moved={order.moved > 0}>
      <span class="order-line">
        <strong>#{id}</strong>
        <span class="order-place">
          {from && <span data-place={from}>{PLACES[from]} → </span>}
          <span class="tag" data-place={place}>
            {PLACES[place]}
          </span>
        </span>
      </span>
      <small class="order-line">
        <span class="cut">
          PO {po} · {name}
        </span>
        <span>{rupiah.format(total)}</span>
      </small>
    </li>
  );
}
