import { z } from 'zod';
import { flag, identity, number, ordinal, present, text } from './lenient.ts';
import type { Order, Product } from './order.ts';

const product = z
  .object({ name: text, sku: text, price: number, quantity: number, color: text, size: text })
  .transform(({ name, ...rest }): Product => ({ name: name ?? rest.sku ?? '', ...present(rest) }));

const products = z
  .unknown()
  .optional()
  .transform((value): Product[] => {
    const list: unknown[] = Array.isArray(value) ? value : [];
    return list.flatMap((item) => product.safeParse(item).data ?? []);
  });

const orderFields = z.object({
  order_id: identity,
  po_number: ordinal,
  invoice: text,
  order_date: text,
  order_status: text,
  order_progress_status: text,
  payment_status: text,
  payment_date: text,
  sender_name: text,
  sender_category: text,
  receiver_name: text,
  receiver_address: text,
  receiver_phone: text,
  total_amount: number,
  remaining_amount: number,
  shipping_logistic: text,
  shipping_rate: text,
  shipping_cost: number,
  weight: number,
  note: text,
  awb_number: text,
  order_source: text,
  order_category: text,
  products,
  created_by_name: text,
  created_at: text,
  updated_by_name: text,
  updated_at: text,
  bank_name: text,
  warehouse_name: text,
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
