/** How people and forms write e-mail addresses. */
export const writtenEmails: readonly string[] = [
  'siti@gmail.com',
  'Siti.Dewi+toko@Gmail.com',
  'siti_dewi-99@yahoo.co.id',
  'siti@toko-siti.web.id',
  '1234567@qq.com',
  '12345@163.com',
  "o'brien@mail.ie",
  'siti081234567890@gmail.com',
  '081234567890@gmail.com',
  // with blanks and slips
  'siti @ gmail.com',
  'siti @gmail.com',
  'siti@ gmail . com',
  'siti@gmail,com',
  'siti@gmail',
  // as keyboards leave them
  'ｓｉｔｉ＠ｇｍａｉｌ．ｃｏｍ',
  'si\u200Bti@gm\u200Bail.com',
  'siti\u00A0@\u00A0gmail.com',
  // as people hide them from a marketplace
  'siti(at)gmail.com',
  'siti(@)gmail.com',
  'siti [at] gmail [dot] com',
  'siti at gmail dot com',
  'siti at gmail',
  'siti et yahoo titik com',
  'siti[at]toko[titik]co[titik]id',
];

/** What holds the sign or the words of an e-mail address, and is none. */
export const noEmails: readonly string[] = [
  '2 × Kaos Polos @Rp18.000',
  'Kaos @ Rp 18.000',
  '3 x @15.000, id 1338',
  'Beli 3 @ 15.000. Co besok',
  '2@50rb.kirim besok',
  'PO 10735 @ 3 pcs',
  '@toko_kawan',
  '/cancel@toko_bot 1338',
  'lihat di gmail.com',
  'email saya tidak masuk',
  'node_modules/@grammyjs/menu/out/menu.js:12:5',
  'kysely@0.29.9',
  'postgres://test@127.0.0.1:5432/bot',
];
