/** The shop's orders, live, the last changed on top. */
import { useState } from 'preact/hooks';
import { type OrderLine, type Place, places } from './orders.ts';
import { useOrders } from './use-orders.ts';

const rupiah = new Intl.NumberFormat('id-ID', {
  style: 'currency',
  currency: 'IDR',
  maximumFractionDigits: 0,
});

export function OrdersPane() {
  const [place, setPlace] = useState<Place>();
  const [text, setText] = useState('');
  const overview = useOrders({ place, text });
  const { orders = [], total = 0 } = overview ?? {};
  return (
    <>
      <fieldset class="pills" aria-label="Lists of orders">
        {(Object.keys(places) as Place[]).map((one) => (
          <button
            key={one}
            type="button"
            class="pill"
            data-place={one}
            aria-pressed={place === one}
            onClick={() => setPlace(place === one ? undefined : one)}
          >
            {places[one]} <strong>{overview?.counts[one] ?? 0}</strong>
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
        {orders.map((order) => (
          <OrderItem key={`${order.order_id}/${order.changed}`} order={order} />
        ))}
      </ul>
      <p class="hint">
        {total > orders.length && `… and ${total - orders.length} more: search for them.`}
        {overview?.total === 0 && 'No order fits.'}
      </p>
    </>
  );
}

function OrderItem({ order }: { order: OrderLine }) {
  const { order_id, po_number, receiver_name, total_amount, place, from } = order;
  return (
    <li class="order" data-moved={order.changed > 0}>
      <span class="order-line">
        <strong>#{order_id}</strong>
        <span class="order-place">
          {from && <span data-place={from}>{places[from]} → </span>}
          <span class="tag" data-place={place}>
            {places[place]}
          </span>
        </span>
      </span>
      <small class="order-line">
        <span class="cut">
          PO {po_number} · {receiver_name}
        </span>
        <span>{rupiah.format(Number(total_amount))}</span>
      </small>
    </li>
  );
}
