/** Orders of the pretend shop that are the same for every seed, for tests and the demo. */
import type { OrderItem, Place, ProductItem } from '../shop/order.ts';

/** The difference between an ordinary order's PO number and its ID. */
export const poAhead = 9397;

export interface NamedOrder {
  orderId: number;
  poNumber: number;
  place: Place;
  /** What is special about it, in a few words. */
  about: string;
  /** What differs from an ordinary order. */
  fields: Partial<OrderItem>;
}

const product = (name: string, price: number, quantity = 1): ProductItem => ({
  product_meta_id: 8055339,
  sku: null,
  name,
  price,
  quantity,
  thumbnail_url: 'https://s3-ap-southeast-1.amazonaws.com/technoidea/products/default.jpg',
  color: null,
  size: null,
});

const gown = product('Gamis Katun Rayon', 165000);

// Products and shipping; `unique` are the few rupiah that tell bank transfers apart.
function goods(products: ProductItem[], shipping: number, unique: number) {
  const bought = products.reduce(
    (sum, { price, quantity }) => sum + Number(price) * Number(quantity),
    0,
  );
  return {
    products,
    shipping_id: 1,
    shipping_logistic: 'JNE',
    shipping_rate: 'REG',
    shipping_cost: shipping,
    other_cost_amount: unique,
    total_amount: bought + shipping + unique,
    awb_number: '',
    cod_status: false,
  };
}

function unpaid(products = [gown], shipping = 12000, unique = 0) {
  const bought = goods(products, shipping, unique);
  return {
    ...bought,
    payment_status: 'UNPAID',
    order_progress_status: 'UNPAID',
    payment_date: null,
    remaining_amount: bought.total_amount,
    bank_name: null,
  };
}

function paid(products = [gown]) {
  return {
    ...goods(products, 12000, 0),
    payment_status: 'PAID',
    order_progress_status: 'NO AWB',
    remaining_amount: 0,
    bank_name: 'BCA',
  };
}

function namedOrder(
  orderId: number,
  place: Place,
  about: string,
  fields: Partial<OrderItem>,
  poNumber = orderId + poAhead,
): NamedOrder {
  return { orderId, poNumber, place, about, fields };
}

const markup = {
  sender_name: '<b>Toko & "Kawan"</b>',
  receiver_name: `<i>Bu O'Neil & Anak</i>`,
  note: '<script>alert("1")</script> 5 < 6 && 7 > 6 &amp; _tebal_ *miring* `kode`',
};

const markupWares = [product('Kaos <Hitam> & "Putih" [L]', 60000, 2)];

/** A right-to-left mark, Arabic letters and a forced direction that is never closed. */
const rightToLeft = {
  sender_name: 'Siti \u200Fعائشة\u200F binti Ahmad',
  receiver_name: '\u202ESiti Aisyah',
  note: '\u200Fشكرا\u200F, kirim cepat',
} as const;

/** 5,000 characters, the last of them a full stop. */
const longNote = `${'Tolong dikirim dengan hati-hati karena isinya pecah belah. '.repeat(90).slice(0, 4999)}.`;

const manyLines = Array.from({ length: 25 }, (_, i) =>
  product(`Gelas Keramik Seri ${i + 1}`, 10000 + i * 500, (i % 3) + 1),
);

export const namedOrders = {
  unpaid: namedOrder(1338, 'active', "unpaid, of the reference's own example", {
    ...unpaid(
      [product('Kaos Polos Cotton Combed 30s', 55000), product('Keripik Tempe Sagu', 18000, 2)],
      19000,
      376,
    ),
    sender_name: 'Wahyu Nugroho',
    receiver_name: 'Wahyu Nugroho',
    receiver_phone: '081234567890',
  }),
  paid: namedOrder(1341, 'active', 'paid, not shipped yet', paid()),
  shipped: namedOrder(1335, 'active', 'paid and on its way', {
    ...paid(),
    order_progress_status: 'ON PROCESS',
    awb_number: 'JP1234567890',
    shipping_id: 7,
    shipping_logistic: 'J&T',
    shipping_rate: 'EZ',
  }),
  delivered: namedOrder(1332, 'active', 'paid and delivered', {
    ...paid(),
    order_progress_status: 'DELIVERED',
    awb_number: '002512345678',
    shipping_id: 12,
    shipping_logistic: 'SiCepat',
    shipping_rate: 'REG',
  }),
  cod: namedOrder(1343, 'active', 'to be paid on delivery', {
    ...unpaid(),
    cod_status: true,
    order_progress_status: 'NO AWB',
  }),
  installment: namedOrder(1346, 'active', 'half paid', {
    ...unpaid(),
    payment_status: 'INSTALLMENT',
    order_progress_status: 'INSTALLMENT',
    total_amount: '250000',
    remaining_amount: '125000',
  }),
  /** Its ID is the PO number of `poIsAnId`. */
  idIsAPo: namedOrder(1350, 'active', "its ID is another order's PO number", unpaid()),
  /** Its PO number is the ID of `idIsAPo`. */
  poIsAnId: namedOrder(1322, 'active', "its PO number is another order's ID", paid(), 1350),
  old: namedOrder(1100, 'active', 'older than the 30 days of "Get Orders"', unpaid()),
  activeMarkup: namedOrder(1333, 'active', 'markup in every text', {
    ...unpaid(markupWares),
    ...markup,
  }),
  activeLongNote: namedOrder(1329, 'active', 'a note of 5,000 characters', {
    ...unpaid(),
    note: longNote,
  }),
  activeManyProducts: namedOrder(1323, 'active', '25 lines of products', paid(manyLines)),
  canceled: namedOrder(1336, 'CANCEL', 'canceled before it was paid', {
    ...unpaid(),
    sender_name: 'Dewi Lestari',
    receiver_name: 'Dewi Lestari',
  }),
  canceledPaid: namedOrder(1330, 'CANCEL', 'canceled although paid', paid()),
  rejected: namedOrder(1328, 'REJECTED', 'rejected', unpaid()),
  expired: namedOrder(1326, 'EXPIRED', 'expired unpaid', unpaid()),
  canceledMarkup: namedOrder(1334, 'CANCEL', 'markup in every text', {
    ...unpaid(markupWares),
    ...markup,
  }),
  canceledRightToLeft: namedOrder(1331, 'CANCEL', 'right-to-left marks in its names', {
    ...unpaid(),
    ...rightToLeft,
  }),
  canceledEmoji: namedOrder(1327, 'CANCEL', 'emoji in its texts', {
    ...unpaid([product('Boneka 🧸 Beruang', 75000)]),
    sender_name: 'Rina 🌸 Wijaya',
    note: 'Makasih kak 🙏🏽👨‍👩‍👧',
  }),
  canceledLongNote: namedOrder(1325, 'CANCEL', 'a note of 5,000 characters', {
    ...unpaid(),
    note: longNote,
  }),
  canceledManyProducts: namedOrder(1324, 'CANCEL', '25 lines of products', unpaid(manyLines)),
  phoneLocal: namedOrder(1321, 'CANCEL', 'a phone number as 0812…', {
    ...unpaid(),
    receiver_phone: '081298765432',
  }),
  phoneInternational: namedOrder(1320, 'CANCEL', 'a phone number as 62…', {
    ...unpaid(),
    receiver_phone: '6281298765432',
  }),
  phonePlus: namedOrder(1319, 'CANCEL', 'a phone number as +62 812-…', {
    ...unpaid(),
    receiver_phone: '+62 812-9876-5432',
  }),
  negative: namedOrder(
    1318,
    'CANCEL',
    'overpaid: its remaining amount is negative, its numbers are strings',
    {
      ...paid(),
      total_amount: '109900',
      remaining_amount: '-100',
      weight: '0.25',
      other_cost_amount: '-5000',
    },
  ),
} as const satisfies Record<string, NamedOrder>;

/** An ID that never belonged to an order. */
export const unknownOrderId = 999999;

/** How many orders each list holds at first. */
export const firstCounts: Readonly<Record<Place, number>> = {
  active: 110,
  CANCEL: 200,
  REJECTED: 60,
  EXPIRED: 50,
};
