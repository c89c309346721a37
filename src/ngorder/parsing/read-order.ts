import { z } from 'zod';
import type { Order, Product } from '../order.ts';
import {
  amount,
  flag,
  identity,
  label,
  listIn,
  moment,
  number,
  ordinal,
  present,
  text,
} from './lenient.ts';

const product = z
  .object({ name: label, sku: label, price: amount, quantity: number, color: label, size: text })
  .transform(({ name, ...rest }): Product => ({ name: name ?? rest.sku ?? '', ...present(rest) }));

const products = z
  .unknown()
  .optional()
  .transform((value): Product[] =>
    (listIn(value) ?? []).flatMap((item) => product.safeParse(item).data ?? []),
  );

const orderFields = z.object({
  order_id: identity,
  po_number: ordinal,
  invoice: label,
  order_date: moment,
  order_status: label,
  order_progress_status: label,
  payment_status: label,
  payment_date: moment,
  sender_name: label,
  sender_category: label,
  receiver_name: label,
  receiver_address: label,
  receiver_phone: label,
  total_amount: amount,
  remaining_amount: amount,
  shipping_logistic: label,
  shipping_rate: label,
  shipping_cost: amount,
  weight: number,
  note: text,
  awb_number: label,
  order_source: label,
  order_category: label,
  products,
  created_by_name: label,
  created_at: moment,
  updated_by_name: label,
  updated_at: moment,
  bank_name: label,
  warehouse_name: label,
  cod_status: flag,
});

/**
 * One order as a list gives it (Ngorder reference, Get Orders and Get Canceled Orders); undefined where its
 * `order_id` is missing, since then it is no order. Nothing else can make it fail.
 */
export function readOrder(raw: Record<string, unknown>): Order | undefined {
  const fields = orderFields.safeParse(raw).data;
  if (fields === undefined) return undefined;
  return {
    orderId: fields.order_id,
    products: fields.products,
    raw,
    ...present({
      poNumber: fields.po_number,
      invoice: fields.invoice,
      orderDate: fields.order_date,
      status: fields.order_status,
      progress: fields.order_progress_status,
      paymentStatus: fields.payment_status,
      paymentDate: fields.payment_date,
      senderName: fields.sender_name,
      senderCategory: fields.sender_category,
      receiverName: fields.receiver_name,
      receiverAddress: fields.receiver_address,
      receiverPhone: fields.receiver_phone,
      totalAmount: fields.total_amount,
      remainingAmount: fields.remaining_amount,
      shippingLogistic: fields.shipping_logistic,
      shippingRate: fields.shipping_rate,
      shippingCost: fields.shipping_cost,
      weight: fields.weight,
      note: fields.note,
      awbNumber: fields.awb_number,
      source: fields.order_source,
      category: fields.order_category,
      createdByName: fields.created_by_name,
      createdAt: fields.created_at,
      updatedByName: fields.updated_by_name,
      updatedAt: fields.updated_at,
      bankName: fields.bank_name,
      warehouseName: fields.warehouse_name,
      cod: fields.cod_status,
    }),
  };
}
