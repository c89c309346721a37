/** Makes a random but plausible order of the pretend shop. */
import { faker } from '@faker-js/faker/locale/id_ID';
import { addDays, addMinutes } from '../shop/calendar.ts';
import {
  type Amount,
  type OrderItem,
  type Place,
  type ProductItem,
  statusAt,
} from '../shop/order.ts';
import {
  banks,
  type Courier,
  couriers,
  districts,
  marketplaces,
  notes,
  pickUp,
  staff,
  wares,
} from './catalogue.ts';
import { poAhead } from './named-orders.ts';

/**
 * Makes an order for a list, using the next random values of faker's `id_ID`.
 * @param date when it was placed, `yyyy-mm-dd HH:MM:SS`
 * @param latest the latest time at which anything has happened, in the same format
 */
export function makeOrder(id: number, place: Place, date: string, latest: string): OrderItem {
  const poNumber = id + poAhead;
  const person = makeName();
  const gift = faker.datatype.boolean(0.2);
  const address = `${faker.location.street()} No. ${faker.number.int({ min: 1, max: 180 })}`;
  const district = faker.helpers.arrayElement(districts);
  const courier = faker.helpers.weightedArrayElement([
    { value: faker.helpers.arrayElement(couriers), weight: 9 },
    { value: pickUp, weight: 1 },
  ]);
  const source = faker.helpers.arrayElement(marketplaces);
  const products = makeProducts();
  const shipping = courier === pickUp ? 0 : faker.number.int({ min: 9, max: 46 }) * 1000;
  // Shops add a few rupiah to tell bank transfers apart.
  const unique = source === 'WhatsApp' ? faker.number.int({ min: 1, max: 499 }) : 0;
  const total =
    products.reduce((sum, line) => sum + Number(line.price) * Number(line.quantity), 0) +
    shipping +
    unique;
  const payment = makePayment(place, date, total, courier, latest);
  const closedAt = place === 'active' ? date : closingTime(date, latest);
  const creator = faker.helpers.arrayElement(staff);
  return {
    order_id: id,
    po_number: poNumber,
    username: 'kawan',
    invoice: `INV.${date.slice(0, 10).replaceAll('-', '.')}.${poNumber}`,
    shop_id: 7,
    order_date: date,
    sender_name: person,
    ...faker.helpers.arrayElement([
      { sender_category: 'PELANGGAN', sender_category_code: 'N' },
      { sender_category: 'RESELLER', sender_category_code: 'R' },
      { sender_category: 'DROPSHIPPER', sender_category_code: 'D' },
    ]),
    sender_address: address,
    receiver_name: gift ? makeName() : person,
    receiver_address: `${address}, ${district}`,
    receiver_phone: makePhone(),
    total_amount: loosely(total),
    remaining_amount: loosely(payment.remaining),
    shipping_id: courier.id,
    shipping_rate: faker.helpers.arrayElement(courier.rates),
    shipping_logistic: courier.name,
    shipping_cost: loosely(shipping),
    weight: loosely(faker.helpers.arrayElement([0.25, 0.5, 1, 1, 1.5, 2, 3])),
    note: faker.datatype.boolean(0.25) ? faker.helpers.arrayElement(notes) : nothing(),
    origin_name: 'Toko Kawan',
    origin_address: 'Jalan Bondowoso 12, Malang',
    order_source: source === 'WhatsApp' ? nothing() : source,
    other_cost_amount: loosely(unique),
    order_progress_status: payment.progress,
    order_status: statusAt[place],
    order_category: source === 'WhatsApp' ? 'APP' : 'MARKETPLACE',
    payment_status: payment.status,
    payment_date: payment.date,
    products,
    shopee:
      source === 'Shopee' ? { invoice: makeShopeeInvoice(date), status: 'READY_TO_SHIP' } : null,
    created_by_name: creator,
    created_at: date,
    updated_by_name: place === 'active' ? '' : place === 'EXPIRED' ? null : creator,
    updated_at: closedAt,
    awb_number: payment.awb,
    product_status: 'S',
    cost_of_goods_sales: loosely(Math.round(total * 0.6)),
    order_cost: faker.helpers.arrayElement([null, null, [], [{ name: 'Packing', amount: 2000 }]]),
    bank_name: payment.status === 'UNPAID' ? nothing() : faker.helpers.arrayElement(banks),
    warehouse_name: faker.helpers.arrayElement([null, 'Gudang Malang', '']),
    cod_status: payment.cod,
  };
}

interface Payment {
  status: string;
  progress: string;
  date: string | null;
  remaining: number;
  awb: string | null;
  cod: boolean;
}

function makePayment(
  place: Place,
  date: string,
  total: number,
  courier: Courier,
  latest: string,
): Payment {
  const day = date.slice(0, 10);
  const open = { remaining: total, awb: '', cod: false };
  const settled = { status: 'PAID', date: day, remaining: 0, awb: '', cod: false };
  const unpaid: Payment = {
    ...open,
    status: 'UNPAID',
    progress: 'UNPAID',
    // The reference's sample has a payment date on an unpaid order.
    date: faker.helpers.arrayElement([null, '', day]),
  };
  const paid: Payment = { ...settled, progress: 'NO AWB' };
  if (place === 'EXPIRED') return unpaid;
  if (place !== 'active') return faker.datatype.boolean(0.4) ? paid : unpaid;
  if (courier === pickUp) return faker.datatype.boolean() ? paid : unpaid;
  const awb = `${courier.awb}${faker.string.numeric(courier.awb.startsWith('NVID') ? 9 : 10)}`;
  const arrived = day < addDays(latest.slice(0, 10), -6);
  return faker.helpers.weightedArrayElement<Payment>([
    { value: unpaid, weight: 3 },
    { value: paid, weight: 2 },
    { value: { ...settled, progress: 'UNPROCESSED', awb: null }, weight: 1 },
    { value: { ...settled, progress: arrived ? 'DELIVERED' : 'ON PROCESS', awb }, weight: 4 },
    {
      value: { ...open, status: 'UNPAID', progress: 'ON PROCESS', date: null, awb, cod: true },
      weight: 1,
    },
    {
      value: {
        ...open,
        status: 'INSTALLMENT',
        progress: 'INSTALLMENT',
        date: day,
        remaining: Math.round(total / 2),
      },
      weight: 1,
    },
  ]);
}

function makeProducts(): ProductItem[] {
  const chosen = faker.helpers.arrayElements(wares, { min: 1, max: 4 });
  return chosen.map((ware) => ({
    product_meta_id: 8055000 + wares.indexOf(ware),
    sku: ware.sku,
    name: ware.name,
    price: loosely(ware.price),
    quantity: loosely(
      faker.helpers.weightedArrayElement([
        { value: 1, weight: 6 },
        { value: 2, weight: 3 },
        { value: 10, weight: 1 },
      ]),
    ),
    thumbnail_url: 'https://s3-ap-southeast-1.amazonaws.com/technoidea/products/default.jpg',
    color: ware.colors.length > 0 ? faker.helpers.arrayElement(ware.colors) : null,
    size: ware.sizes.length > 0 ? faker.helpers.arrayElement(ware.sizes) : null,
  }));
}

function makeName(): string {
  return `${faker.person.firstName()} ${faker.person.lastName()}`;
}

function makePhone(): string {
  const number = `8${faker.helpers.arrayElement(['12', '13', '21', '52', '57', '78'])}${faker.string.numeric(8)}`;
  return faker.helpers.arrayElement([
    `0${number}`,
    `62${number}`,
    `+62 ${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
  ]);
}

function makeShopeeInvoice(date: string): string {
  return `${date.slice(2, 10).replaceAll('-', '')}${faker.string.alphanumeric({ length: 8, casing: 'upper' })}`;
}

// Within three days of the order, but not in the future.
function closingTime(date: string, latest: string): string {
  const closed = addMinutes(date, faker.number.int({ min: 10, max: 3 * 24 * 60 }));
  return closed < latest ? closed : latest;
}

const loosely = (amount: number): Amount =>
  faker.datatype.boolean(0.12) ? String(amount) : amount;

const nothing = (): '' | null => faker.helpers.arrayElement(['', null]);
