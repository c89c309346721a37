import type { ListName } from '../reading/order-lists.ts';
import type { Trait } from './find-query.ts';

/** What the trade says of an order, as whole words of folded text; the longer ones before those that they contain. */
export const traitWords: readonly (readonly [Trait, RegExp])[] = [
  [
    'unpaid',
    /\b(?:(?:belum|blm|blum|tidak|gak|ga|nggak) (?:di ?)?(?:bayar|byr|lunas|transfer|tf)|unpaid|not paid)\b/g,
  ],
  [
    'unshipped',
    /\b(?:(?:belum|blm|blum|tidak|gak|ga) (?:di ?)?(?:kirim|krm)|(?:belum|blm|tanpa) (?:ada )?resi|no awb|not shipped|unshipped)\b/g,
  ],
  ['installment', /\b(?:cicil(?:an)?|nyicil|dp|installment)\b/g],
  [
    'paid',
    /\b(?:(?:sudah|udah|udh|sdh) (?:di ?)?(?:bayar|byr|lunas|transfer|tf)|dibayar|lunas|paid)\b/g,
  ],
  ['shipped', /\b(?:(?:sudah|udah|udh|sdh) (?:di ?)?(?:kirim|krm)|dikirim|ada resi|shipped)\b/g],
  ['cod', /\b(?:cod|bayar di tempat|cash on delivery)\b/g],
];

/** What is to be done is no part of what is looked for: looking never acts. */
export const actWords =
  /^(?:(?:batalin|batalkan|cancel|cancelin|hapus|hapusin|hapuskan|delete|return|kembalikan|kembaliin|aktifkan|aktifin)$)/;

export const listWords: readonly (readonly [ListName, RegExp])[] = [
  ['CANCEL', /^(?:(?:di|ter|pem)?batal(?:kan|in|an)?|btl|cancell?ed|cancel(?:s|lation)?)$/],
  ['REJECTED', /^(?:(?:di|pe)?(?:tolak|tlak|nolak)(?:an|in)?|reject(?:ed|s)?|rejek)$/],
  ['EXPIRED', /^(?:exp(?:ired?|ird|d)?|k[ae]d[ae]l[a-z]{2,6}sa|hangus)$/],
  ['active', /^(?:aktif|active|berjalan)$/],
];

export const marketplaceWords: readonly (readonly [string, RegExp])[] = [
  ['Shopee', /^(?:shopee|shope|sopi|shoppe)$/],
  ['Tokopedia', /^(?:tokopedia|tokped|toped|tokopedi)$/],
  ['TikTok Shop', /^(?:tiktok|tiktokshop|tt)$/],
  ['Lazada', /^(?:lazada|laz)$/],
  ['Bukalapak', /^(?:bukalapak|bl)$/],
  ['Blibli', /^blibli$/],
  ['Zalora', /^zalora$/],
];

/** Said around what is looked for. */
export const aroundWords = new Set(
  `yang yg yng which that with order orders orderan ordernya pesanan pesenan psanan pesan cari cariin carikan dicari dicariin
  find search look for lihat liat cek dicek check show buka open tampilkan tampilin minta tolong mohon please pls dong deh
  sih ya yah iya kak kakak min gan sis bang mas mbak bu ibu pak bapak mana dimana gimana bagaimana apa apakah ada atas nama
  an a n punya milik dari di ke untuk utk buat pada dengan dgn saya aku kami kita dia nya itu ini the of in on at is are was
  pembeli buyer customer pelanggan penerima receiver pengirim no nomor nomer hp telp wa resi awb invoice inv produk product
  barang daftar list data semua smua semuanya all status tanggal tgl sudah udah udh sdh belum blm kemaren tadi barusan pagi
  siang sore malam malem jam tempat shop toko marketplace paket kiriman mau pengen ingin bisa boleh aja saja juga lagi dan
  atau and or terus lalu jadi karena ga gak nggak tidak bukan po id`.split(/\s+/),
);

/** Small talk: who says nothing else looks for nothing. */
export const smallTalk = new Set(
  `halo hallo hai hi hello hey hei test tes testing ok oke okay okey sip siap baik thanks thank thx makasih terima kasih
  selamat met assalamualaikum permisi maaf sorry good morning night bot admin help bantuan tolong wkwk wkwkwk haha hehe
  mantap keren yes no nice bye dadah you me what how why who siapa kenapa kapan lah kok nih tuh eh oh ah hmm`.split(
    /\s+/,
  ),
);
