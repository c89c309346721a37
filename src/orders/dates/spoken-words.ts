/** The words in which people say dates, by the one that the readers know; whole words, in lower case. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\b(?:hari ?|hr ?|hri ?)(?=ini\b)/g, 'hari '],
  [/\b(?:hr|hri|days?)\b/g, 'hari'],
  [/\b(?:mgg|mg|mnggu|pekan|weeks?)\b/g, 'minggu'],
  [/\b(?:bln|months?)\b/g, 'bulan'],
  [/\b(?:thn|th|taun|years?)\b/g, 'tahun'],
  [/\b(?:kemar[ie]n|kmr[ie]?n|kemr[ie]n|kmar[ie]n) (?:dulu|lusa)\b/g, 'lusa lalu'],
  [/\b(?:kemar[ie]n|kmr[ie]?n|kemr[ie]n|kmar[ie]n|kmaren)\b/g, 'kemarin'],
  [/(?<=\S )(?:kemarin|lalau|llu|sebelumnya|sblmnya|silam)\b/g, 'lalu'],
  [/\b(?:skrg|skrng|skg|sekarang|now)\b/g, 'sekarang'],
  [/\b(?:yang|yg) (?=lalu\b|ini\b)/g, ''],
  [/\bago\b/g, 'lalu'],
  [/\b(?:terakhr|trakhir|terahir|belakangan|blakangan|ke belakang)(?: ini)?\b/g, 'terakhir'],
  [/\bse(?=(?:hari|minggu|bulan|tahun)\b)/g, '1 '],
  [/\b(?:satu|one)\b/g, '1'],
  [/\b(?:dua|two)\b/g, '2'],
  [/\b(?:tiga|three)\b/g, '3'],
  [/\b(?:empat|four)\b/g, '4'],
  [/\b(?:lima|five)\b/g, '5'],
  [/\b(?:enam|six)\b/g, '6'],
  [/\b(?:tujuh|seven)\b/g, '7'],
  [/\b(?:delapan|eight)\b/g, '8'],
  [/\b(?:sembilan|nine)\b/g, '9'],
  [/\b(?:sepuluh|ten)\b/g, '10'],
  // As the buttons' names are put: 7d, 30hr, last 7 days, this month.
  [/\b(\d{1,3}) ?(?:d|hr|hari)\b/g, '$1 hari'],
  [/\b(\d{1,2}) ?(minggu|bulan|tahun)\b/g, '$1 $2'],
  [/^(?:the )?(?:last|past) (\d+ \p{L}+)$/gu, '$1 terakhir'],
  [/^(?:(?:dalam|selama|untuk|in) )?(\d+ \p{L}+)(?: terakhir| ini)?$/gu, '$1 terakhir'],
  [/^(?:the )?(?:last|previous|past) (\p{L}+)$/gu, '$1 lalu'],
  [/^this (\p{L}+)$/gu, '$1 ini'],
];

/**
 * What was said, in lower case and in one way for all that means the same: `bln kmrn` and `last month` are `bulan lalu`,
 * `seminggu` is `1 minggu terakhir`. Other words stay as they are.
 */
export function spokenWords(text: string): string {
  return SAME.reduce((said, [form, word]) => said.replace(form, word), text.toLowerCase()).trim();
}
