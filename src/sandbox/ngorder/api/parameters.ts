/** The parameters and bodies that the API accepts, and its errors for anything else. */
import { z } from 'zod';
import { isDate } from '../shop/calendar.ts';
import { NgorderError } from '../shop/errors.ts';
import { canceledTypes } from '../shop/order.ts';

const keywordTypes = [
  'ORDER_ID',
  'CUSTOMER_NAME',
  'AWB_NUMBER',
  'CUSTOMER_PHONE',
  'SHOPEE_INVOICE',
  'PRODUCT_NAME',
  'SKU',
  'SHIPPER_TRACKING',
] as const;

export type KeywordType = (typeof keywordTypes)[number];

const date = z.string().refine(isDate, 'The date does not match the format yyyy-mm-dd.');

const natural = z
  .string()
  .regex(/^\d{1,9}$/, 'Must be an integer.')
  .transform(Number)
  .refine((number) => number >= 1, 'Must be at least 1.');

// Whether too large a value is refused or reduced is undocumented. Here it is reduced.
const perPage = (max: number) => natural.transform((number) => Math.min(number, max)).default(10);

const dates = { start_date: date.optional(), end_date: date.optional() };

interface Dates {
  start_date?: string | undefined;
  end_date?: string | undefined;
}

const inOrder = ({ start_date, end_date }: Dates) =>
  !start_date || !end_date || start_date <= end_date;

const endsTooEarly = {
  path: ['end_date'],
  message: 'The end date must be a date after or equal to start date.',
};

const canceledFilter = { type: z.enum(canceledTypes).default('CANCEL'), ...dates };

/** "Get Canceled Orders": per_page 10, at most 50. */
export const canceledQuery = z
  .object({ ...canceledFilter, per_page: perPage(50), pagination_offset: natural.default(1) })
  .refine(inOrder, endsTooEarly);

/** "Download Canceled Orders" */
export const downloadQuery = z.object(canceledFilter).refine(inOrder, endsTooEarly);

/** "Get Orders": per_page 10, at most 100. */
export const activeQuery = z
  .object({
    ...dates,
    keyword: z.string().optional(),
    type: z.enum(keywordTypes).optional(),
    payment_status: z.enum(['UNPAID', 'PAID', 'INSTALLMENT']).optional(),
    order_progress_status: z
      .enum(['UNPAID', 'NO AWB', 'ON PROCESS', 'DELIVERED', 'UNPROCESSED', 'INSTALLMENT'])
      .optional(),
    order_category: z.string().optional(),
    order_by: z.enum(['ORDER_DATE', 'PAYMENT_DATE']).default('ORDER_DATE'),
    per_page: perPage(100),
    pagination_offset: natural.default(1),
  })
  .refine(inOrder, endsTooEarly);

/** "Payment history" of one order. */
export const paymentsQuery = z.object({ id: natural });

/** The body of all three acts. */
const orderBody = z.object({
  id: z.int('The id must be an integer.').positive('The id must be an integer.'),
});

/**
 * Reads a query. Empty parameters count as absent; of repeated ones the last counts.
 * @throws NgorderError 406 with a list of messages for a value outside a list of allowed ones, 400
 * with an object of lists for anything else; the codes are documented, when each is used is not
 */
export function readQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const unknownValues = result.error.issues.filter((issue) => issue.code === 'invalid_value');
  if (unknownValues.length > 0) {
    throw new NgorderError(
      406,
      unknownValues.map((issue) => `The selected ${issue.path.join('.')} is invalid.`),
    );
  }
  throw new NgorderError(400, byField(result.error));
}

/** @throws NgorderError 400 for a body that isn't JSON or has no integer `id` */
export function readOrderBody(body: unknown): number {
  const result = orderBody.safeParse(body, { reportInput: true });
  if (result.success) return result.data.id;
  if (typeof body !== 'object' || body === null) {
    throw new NgorderError(400, 'The request body must be a JSON object.');
  }
  throw new NgorderError(400, byField(result.error));
}

// In the reference's samples, messages in objects include numbers: a refused number is repeated.
function byField(error: z.ZodError): Record<string, (string | number)[]> {
  const messages: Record<string, (string | number)[]> = {};
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'body';
    const given = typeof issue.input === 'number' ? [issue.input] : [];
    messages[field] = [...(messages[field] ?? []), issue.message, ...given];
  }
  return messages;
}
