/** Orders as the API returns them: every field of the samples in "Get Canceled Orders". */

export const canceledTypes = ['CANCEL', 'REJECTED', 'EXPIRED'] as const;

/** The three lists of "Get Canceled Orders". */
export type CanceledType = (typeof canceledTypes)[number];

/** The list in which an order is. */
export type Place = 'active' | CanceledType;

/** Amounts and weights come as numbers or as strings: `109900`, `"109900"`. */
export type Amount = number | string;

export interface ProductItem {
  product_meta_id: number;
  sku: string | null;
  name: string;
  price: Amount;
  quantity: Amount;
  thumbnail_url: string;
  color: string | null;
  size: string | null;
}

export interface OrderItem {
  order_id: number;
  po_number: Amount;
  username: string;
  invoice: string;
  shop_id: number;
  order_date: string;
  sender_name: string;
  sender_category: string;
  sender_category_code: string;
  sender_address: string;
  receiver_name: string;
  receiver_address: string;
  receiver_phone: string;
  total_amount: Amount;
  remaining_amount: Amount;
  shipping_id: number;
  shipping_rate: string;
  shipping_logistic: string;
  shipping_cost: Amount;
  weight: Amount;
  note: string | null;
  origin_name: string;
  origin_address: string;
  order_source: string | null;
  other_cost_amount: Amount;
  order_progress_status: string;
  order_status: string;
  order_category: string;
  payment_status: string;
  payment_date: string | null;
  products: ProductItem[];
  shopee: unknown;
  created_by_name: string;
  created_at: string;
  updated_by_name: string | null;
  updated_at: string;
  awb_number: string | null;
  product_status: string;
  cost_of_goods_sales: Amount;
  order_cost: unknown;
  bank_name: string | null;
  warehouse_name: string | null;
  cod_status: boolean;
}

/** Fields to change, to any value: a test may make an order as odd as it likes. */
export type FieldChanges = { [Field in keyof OrderItem]?: unknown };

export interface PlacedOrder {
  place: Place;
  order: OrderItem;
}

/** The `order_status` that an order carries in each list (Ngorder reference, both order lists). */
export const statusAt: Record<Place, string> = {
  active: 'ACCEPTED',
  CANCEL: 'CANCELED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
};

// The reference says only "fewer fields" about active orders; which ones are missing is our guess.
const onlyInCanceledLists = [
  'username',
  'sender_category_code',
  'origin_name',
  'origin_address',
  'other_cost_amount',
  'product_status',
  'cost_of_goods_sales',
  'order_cost',
  'bank_name',
  'warehouse_name',
] as const satisfies (keyof OrderItem)[];

/** What "Get Orders" shows of an order: fewer fields than the lists of canceled ones. */
export function asActiveItem(order: OrderItem): Partial<OrderItem> {
  const item: Partial<OrderItem> = { ...order };
  for (const field of onlyInCanceledLists) delete item[field];
  return item;
}

/** To sort orders by a time, `yyyy-mm-dd HH:MM:SS`. Compared as it stands: by a language's rules it takes ten times as long. */
export function newestFirst(timeOf: (order: OrderItem) => string) {
  return (one: OrderItem, other: OrderItem): number => {
    const [its, others] = [timeOf(one), timeOf(other)];
    if (its !== others) return its < others ? 1 : -1;
    return other.order_id - one.order_id;
  };
}
