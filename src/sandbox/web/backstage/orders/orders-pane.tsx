/** The shop's orders, live, the last changed on top. */
import { memo } from 'preact/compat';
import { useState } from 'preact/hooks';
import { rupiah } from '../../i18n/formats.ts';
import { useWords } from '../../i18n/use-words.tsx';
import type { BotView } from '../use-bot.ts';
import { maxOrders, type OrderLine, ordersPerPage, type Place, places } from './orders.ts';
import { SecondShop } from './second-shop.tsx';
import { useOrders } from './use-orders.ts';

interface OrdersPaneProps {
  secondShop: BotView['secondShop'];
}

/** Not rendered again with every line of traffic: most of what the page shows is here. */
export const OrdersPane = memo(function OrdersPane({ secondShop }: OrdersPaneProps) {
  const { orders: texts } = useWords().texts.backstage;
  const [place, setPlace] = useState<Place>();
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(ordersPerPage);
  const overview = useOrders({ place, text, limit });
  const { orders = [], total = 0 } = overview ?? {};
  const next = Math.min(total, limit + ordersPerPage, maxOrders) - orders.length;
  return (
    <>
      <fieldset class="pills" aria-label={texts.lists}>
        {places.map((one) => (
          <button
            key={one}
            type="button"
            class="pill"
            data-place={one}
            aria-pressed={place === one}
            onClick={() => {
              setPlace(place === one ? undefined : one);
              setLimit(ordersPerPage);
            }}
          >
            {texts.places[one]} <strong>{overview?.counts[one] ?? 0}</strong>
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        class="field"
        aria-label={texts.search}
        placeholder={texts.searchHint}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setLimit(ordersPerPage);
        }}
      />
      <ul class="orders" aria-label={texts.list}>
        {orders.map((order) => (
          <OrderItem key={`${order.order_id}/${order.changed}`} order={order} />
        ))}
      </ul>
      {next > 0 && orders.length > 0 && (
        <button
          type="button"
          class="action-button more-orders"
          onClick={() => setLimit(limit + ordersPerPage)}
        >
          {texts.more(next)}
        </button>
      )}
      {overview?.total === 0 && <p class="hint">{texts.none}</p>}
      {secondShop && <SecondShop {...secondShop} />}
    </>
  );
});

function OrderItem({ order }: { order: OrderLine }) {
  const { places: names } = useWords().texts.backstage.orders;
  const { order_id, po_number, receiver_name, total_amount, place, from } = order;
  return (
    <li class="order" data-moved={order.changed > 0}>
      <span class="order-line">
        <strong>#{order_id}</strong>
        <span class="order-place">
          {from && <span data-place={from}>{names[from]} → </span>}
          <span class="tag" data-place={place}>
            {names[place]}
          </span>
        </span>
      </span>
      <small class="order-line">
        <span class="cut">
          PO {po_number} · {receiver_name}
        </span>
        <span>{rupiah(Number(total_amount))}</span>
      </small>
    </li>
  );
}
