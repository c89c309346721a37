/** The guided tour in Indonesian. */
import type { Texts } from './en.ts';

export const tour: Texts['tour'] = {
  label: 'Tur',
  step: (number, of, name) => `${number}/${of} · ${name}`,
  over: 'Selesai, itu semuanya',
  free: (name) => `Kamu sekarang ${name}. Coba apa saja: semua di sini cuma simulasi.`,
  steps: 'Langkah',
  fewer: 'Ringkas',
  skip: 'Lewati',
  skipLong: 'Lewati tur',
  close: 'Tutup',
  closeLong: 'Tutup tur',
  done: 'selesai',
  restart: 'Ulangi tur',
  take: 'Ikuti tur',
  kinds: {
    cancel: {
      name: 'Batalkan pesanan',
      how: ({ yes }) => `Di chat “Ngorder” tekan Mulai, tulis /batal 1338, lalu tekan “${yes}”.`,
    },
    return: {
      name: 'Aktifkan lagi',
      how: ({ returnOrder }) =>
        `Tulis /dibatalkan, tekan nomor urut #1338, lalu “${returnOrder}”, lalu konfirmasi.`,
    },
    twice: {
      name: 'Tekan dua kali',
      how: () =>
        'Tulis /batal 1341. Di Gangguan nyalakan “Tekan dua kali”, lalu konfirmasi di chat: hanya satu permintaan yang dikirim.',
    },
    plug: {
      name: 'Matikan bot di tengah jalan',
      how: () =>
        'Tulis /batal 1343. Di Gangguan tekan “Matikan paksa”. Konfirmasi di chat, lalu tekan “Nyalakan” di Gangguan.',
    },
    lost: {
      name: 'Jawaban hilang',
      how: () =>
        'Tulis /batal 1346. Di Gangguan nyalakan “Putus setelah diproses”, lalu konfirmasi di chat: bot mengecek sendiri.',
    },
    excel: {
      name: 'Unduh Excel',
      how: ({ getExcel }) =>
        `Tulis /unduh dan tekan “${getExcel}”. File-nya bisa dibuka di komputer mana pun.`,
    },
    stranger: {
      name: 'Jadi orang luar',
      how: () =>
        'Di Orang pilih Dewi Lestari, yang bukan anggota tim. Tulis /batal 1335 sebagai dia.',
    },
    afresh: {
      name: 'Ulang dari awal',
      how: () => 'Di Pesanan tekan “Ulang dari awal”: semuanya kembali seperti semula, kamu juga.',
    },
  },
};
