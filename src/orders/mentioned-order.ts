import {
  type OrderReference,
  OrderReferenceError,
  orderReferenceInMessage,
  parseOrderReference,
  withSpelledLabels,
} from './order-reference.ts';
import { plainText, withoutTrimmings } from './typed-text.ts';

const LONGEST_TEXT = 4096;
/** What is said to an order, and around it: with such words alone a number beside them is an order's. */
const SAID_TO_ORDERS = new Set(
  `batal batalin batalkan dibatalkan dibatalin pembatalan cancel canceled cancelled cek dicek ngecek check lihat liat
  show buka open info detail status cari find search mana gimana bagaimana hapus dihapus delete kembalikan dikembalikan
  aktifkan aktif return refund retur tolong minta mau yang yg ini itu the this di dari nya dong deh sih ya kak order
  orderan pesanan pesenan psanan id po no nomor nomer nmr number kode invoice sudah udah blm belum apa apakah is please
  for of pls dan and jangan bukan bayar dibayar dikirim kirim resi lagi juga ga gak nggak tidak jadi gajadi customer pembeli buyer pelanggan`.split(
    /\s+/,
  ),
);
const ORDER_LABEL =
  /(?<!\p{L})(?<label>id|order(?:an)?|pes[ae]nan|po|no ?po)[ .:#=/-]*(?:no|nomor|nomer)?[ .:#=/-]*$/iu;
/** A number that stands alone: no part of a price, a date, a phone or a word. */
const NUMBER = /(?<![\p{L}\p{N}_.,/:+-])[1-9]\d{0,8}(?![\p{L}\p{N}\p{M}_]|[.,/:-]\d)/gu;
const ANY_DIGITS = /\d+/g;
/** Beside other words only a number like this is taken for an order's: "2 pcs" names none. */
const LEAST_DIGITS = 3;
/** A page of Ngorder's about one order: in its path, or as one of these. */
const LINK = /https?:\/\/(?:[\w-]+\.)*ngorder\.id(?::\d+)?\/[^\s<>"]*/giu;
const ID_PARAMETER = /[?&](?:id|order_?id|order)=([1-9]\d{0,14})(?!\d)/iu;
const ID_OF_ORDER =
  /\/(?:orders?|order-cancel|pesanan|invoice)(?:\/[a-z-]+)?\/([1-9]\d{0,14})(?!\d)/iu;
const ID_IN_PATH = /\/([1-9]\d{0,14})(?=\/|\?|#|$)/gu;

/**
 * The order that a text mentions, however it is said: alone, in a sentence, in a card or a message of the bot that was
 * pasted or forwarded, in a link of Ngorder's. `several`: more than one is mentioned. Undefined: none.
 * It is far more lenient than {@link parseOrderReference}, since looking at an order changes nothing.
 */
export function mentionedOrder(text: string): OrderReference | 'several' | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  // A slash before a word makes a command that Telegram didn't see as one: `tolong /batal 1338`, `/batal1338`.
  const said = plainText(text).replace(/\/(?=\p{L})/gu, ' ');
  return inLinks(text) ?? inCard(text) ?? byItself(said) ?? inSentence(said);
}

function inLinks(text: string): OrderReference | 'several' | undefined {
  const links = text.match(LINK) ?? [];
  const ids = links.flatMap((link) => {
    const id =
      ID_PARAMETER.exec(link)?.[1] ??
      ID_OF_ORDER.exec(link)?.[1] ??
      [...link.matchAll(ID_IN_PATH)].at(-1)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
  return oneOf(ids);
}

/** A line in which the bot names an order: `#1338 · PO 10735 · Rp110.376`, or `#1338` anywhere. */
function inCard(text: string): OrderReference | 'several' | undefined {
  const plain = plainText(text);
  const orderId = orderReferenceInMessage(plain);
  if (orderId !== undefined) return { kind: 'id', orderId };
  return /(?<![\p{L}\p{N}&])#[1-9]\d{0,14}(?![\p{L}\p{N}_])/u.test(plain) ? 'several' : undefined;
}

function byItself(text: string): OrderReference | undefined {
  try {
    return parseOrderReference(text);
  } catch (error) {
    if (error instanceof OrderReferenceError) return undefined;
    throw error;
  }
}

/** A number that its label or the words around it make an order's: `order 1338 tolong dibatalkan`, `cek 1340`. */
function inSentence(text: string): OrderReference | 'several' | undefined {
  const said = withSpelledLabels(withoutTrimmings(text));
  const numbers = [...said.matchAll(NUMBER)];
  const words = said.toLowerCase().match(/\p{L}+/gu) ?? [];
  const isOfOrders = words.length > 0 && words.every((word) => SAID_TO_ORDERS.has(word));
  const isAll = numbers.length === (said.match(ANY_DIGITS) ?? []).length;
  const named = numbers.flatMap((match) => {
    const label = ORDER_LABEL.exec(said.slice(0, match.index))?.groups?.['label'];
    const isMeant = label !== undefined && match[0].length >= LEAST_DIGITS;
    if (!isMeant && !(isOfOrders && isAll)) return [];
    return [{ isPo: label?.toLowerCase().endsWith('po') ?? false, label, value: Number(match[0]) }];
  });
  const byId = named.filter(({ isPo }) => !isPo);
  const [first] = byId.length > 0 ? byId : named;
  const values = new Set((byId.length > 0 ? byId : named).map(({ value }) => value));
  if (first === undefined) return undefined;
  if (values.size > 1) return 'several';
  if (first.isPo) return { kind: 'po', poNumber: first.value };
  return first.label === undefined
    ? { kind: 'either', number: first.value }
    : { kind: 'id', orderId: first.value };
}

function oneOf(ids: readonly number[]): OrderReference | 'several' | undefined {
  const [orderId] = ids;
  if (orderId === undefined) return undefined;
  return new Set(ids).size > 1 ? 'several' : { kind: 'id', orderId };
}
