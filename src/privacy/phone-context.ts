/** How far what stands around digits is looked at: as far as the longest label reaches. */
export const reach = 48;

const phoneWord =
  '(?:di)?tel(?:e?[pf]h?on(?:e|nya)?|[pf]on|p)?|tl[pf]n?|telfon|telpun|tilpun|hp|hape|handphone|ponsel|seluler|wa|wasap|whats ?app|' +
  'phone|mobile|fa(?:x|ks)|faksimile|(?:di)?hub(?:ungin?)?|kontak|contact|cp|call|sms';
/** What may stand between such a word and its number; a name only behind "Bu" and the like. */
const betweenWords =
  'nya|rumah|rmh|kantor|ktr|toko|darurat|cadangan|lain|aktif|penerima|pembeli|pengirim|saya|sy|aku|suami|istri|anak|' +
  'no|nomor|nomer|number|person|ke|di|at|me|us|aja|saja|langsung|(?:bu|ibu|pak|bapak|bpk|mas|mbak|kak)(?:[ .]{1,2}\\p{L}+)?';
const label = new RegExp(
  `(?<!\\p{L})(?:${phoneWord})(?:[ .:/-]{0,2}(?:${betweenWords}|${phoneWord})(?:nya)?(?!\\p{L})){0,3}[ .]{0,2}[:=]? ?$`,
  'iu',
);
const labelBehind =
  /^\d[\d .-]{4,9}\d ?(?:\(? ?(?:telp?|tlp|telepon|telpon|phone|fax|ext|pes(?:awat)?|pst)(?!\p{L})|\( ?(?:rumah|rmh|kantor|ktr)(?!\p{L}))/iu;

/** Whether a word such as "HP" stands before digits, or behind the number that they begin. */
export function isLabelled(before: string, ahead: string): boolean {
  return label.test(before) || labelBehind.test(ahead);
}

/** Seven or eight digits with a dash amidst, and nothing that they could be a part of. */
const landline = /^([2-9]\d\d|[2-8]\d{3})-(\d{4})(?![\p{L}\d]|[-./,:]\d)/u;
const joinedBefore = /[\p{L}\p{N}][-./,:]?$|[-./:#]$/u;
const quantityBefore =
  /(?<!\p{L})(?:ukuran|uk|size|harga|kisaran|budget|rp|resi|awb|inv|invoice|seri|kode|tipe|type)[ .:]{0,2}$/iu;

/**
 * Whether digits begin a landline's number without its area code, as `555-1234`. Numbers of orders and quantities stand
 * at both ends of a dash too: those are near to each other, or round. Seven digits in one piece are an amount as well, so
 * that they need a word beside them.
 */
export function beginsLandline(before: string, ahead: string): boolean {
  const [, head = '', tail = ''] = landline.exec(ahead) ?? [];
  if (head === '' || joinedBefore.test(before) || quantityBefore.test(before)) return false;
  // Eight digits behind a word are as well a model's.
  if (head.length === 4 && /\p{L} $/u.test(before)) return false;
  const distance = Number(tail) - Number(head);
  const isRange = (distance > 0 && distance < 200) || (/0$/.test(head) && /0$/.test(tail));
  return !isRange;
}
