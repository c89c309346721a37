/** The three lists of orders that came to nothing (Ngorder reference, Get Canceled Orders, `type`). */
export const canceledTypes = ['CANCEL', 'REJECTED', 'EXPIRED'] as const;
export type CanceledType = (typeof canceledTypes)[number];

/** What a keyword is compared with among the active orders (Ngorder reference, Get Orders, `type`). */
export type ActiveKeywordType =
  | 'ORDER_ID'
  | 'CUSTOMER_NAME'
  | 'AWB_NUMBER'
  | 'CUSTOMER_PHONE'
  | 'SHOPEE_INVOICE'
  | 'PRODUCT_NAME'
  | 'SKU'
  | 'SHIPPER_TRACKING';

export interface Product {
  /** The product's name, else its SKU, else ''. */
  name: string;
  sku?: string;
  price?: number;
  quantity?: number;
  color?: string;
  size?: string;
}

/**
 * An order as both lists give it. What Ngorder leaves out, or sends as null, "" or a placeholder such as "-" or
 * "0000-00-00", is absent. Amounts are rupiah and can be negative; dates stay as sent ('yyyy-mm-dd HH:MM:SS', the shop's
 * local time, or ISO with its zone).
 */
export interface Order {
  orderId: number;
  poNumber?: number;
  invoice?: string;
  orderDate?: string;
  /** 'ACCEPTED' among the active orders, 'CANCELED' among the canceled ones. */
  status?: string;
  /** 'UNPAID', 'NO AWB', 'ON PROCESS', 'DELIVERED', 'UNPROCESSED' or 'INSTALLMENT'. */
  progress?: string;
  /** 'UNPAID', 'PAID' or 'INSTALLMENT'. */
  paymentStatus?: string;
  paymentDate?: string;
  senderName?: string;
  senderCategory?: string;
  receiverName?: string;
  receiverAddress?: string;
  receiverPhone?: string;
  totalAmount?: number;
  remainingAmount?: number;
  shippingLogistic?: string;
  shippingRate?: string;
  shippingCost?: number;
  weight?: number;
  note?: string;
  awbNumber?: string;
  source?: string;
  category?: string;
  products: Product[];
  createdByName?: string;
  createdAt?: string;
  updatedByName?: string;
  updatedAt?: string;
  bankName?: string;
  warehouseName?: string;
  /** Cash on delivery. */
  cod?: boolean;
  /** The order with every field exactly as Ngorder sent it. */
  raw: Record<string, unknown>;
}

/** One page of a list; `page` and `totalPages` count from 1, an empty list has one page. */
export interface Page<T> {
  /** Each once, also where Ngorder sent one twice: a full page can hold fewer than `perPage`. */
  items: T[];
  total: number;
  /** False where Ngorder sent no total, and `total` is only derived. */
  totalSent: boolean;
  page: number;
  perPage: number;
  totalPages: number;
}
