import type { Order, Product } from '../order.ts';
import {
  isObject,
  listIn,
  present,
  readFlag,
  readLabel,
  readMoment,
  readNumber,
  readOrdinal,
  readRupiah,
  readText,
} from './lenient.ts';

function readProducts(value: unknown): Product[] {
  return (listIn(value) ?? []).filter(isObject).map((item) => {
    const sku = readLabel(item['sku']);
    return {
      name: readLabel(item['name']) ?? sku ?? '',
      ...present({
        sku,
        price: readRupiah(item['price']),
        quantity: readNumber(item['quantity']),
        color: readLabel(item['color']),
        size: readText(item['size']),
      }),
    };
  });
}

/**
 * One order as a list gives it (Ngorder reference, Get Orders and Get Canceled Orders); undefined where its
 * `order_id` is missing, since then it is no order. Nothing else can make it fail.
 */
export function readOrder(raw: Record<string, unknown>): Order | undefined {
  const orderId = readOrdinal(raw['order_id']);
  if (orderId === undefined) return undefined;
  return {
    orderId,
    products: readProducts(raw['products']),
    raw,
    ...present({
      poNumber: readOrdinal(raw['po_number']),
      invoice: readLabel(raw['invoice']),
      orderDate: readMoment(raw['order_date']),
      status: readLabel(raw['order_status']),
      progress: readLabel(raw['order_progress_status']),
      paymentStatus: readLabel(raw['payment_status']),
      paymentDate: readMoment(raw['payment_date']),
      senderName: readLabel(raw['sender_name']),
      senderCategory: readLabel(raw['sender_category']),
      receiverName: readLabel(raw['receiver_name']),
      receiverAddress: readLabel(raw['receiver_address']),
      receiverPhone: readLabel(raw['receiver_phone']),
      totalAmount: readRupiah(raw['total_amount']),
      remainingAmount: readRupiah(raw['remaining_amount']),
      shippingLogistic: readLabel(raw['shipping_logistic']),
      shippingRate: readLabel(raw['shipping_rate']),
      shippingCost: readRupiah(raw['shipping_cost']),
      weight: readNumber(raw['weight']),
      note: readText(raw['note']),
      awbNumber: readLabel(raw['awb_number']),
      source: readLabel(raw['order_source']),
      category: readLabel(raw['order_category']),
      createdByName: readLabel(raw['created_by_name']),
      createdAt: readMoment(raw['created_at']),
      updatedByName: readLabel(raw['updated_by_name']),
      updatedAt: readMoment(raw['updated_at']),
      bankName: readLabel(raw['bank_name']),
      warehouseName: readLabel(raw['warehouse_name']),
      cod: readFlag(raw['cod_status']),
    }),
  };
}
