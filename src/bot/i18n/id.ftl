verbatim = { $text }

## Orders
order-title = <b>{ $order }</b>
fact-status = Status: { $value }
fact-date = Tanggal: { $date }
fact-buyer = Pembeli: { $value }
fact-product = • { $quantity } × { $name }  { $price }
fact-more-products = • … dan { $count } lagi
fact-total = Total: <b>{ $total }</b>
fact-remaining = Sisa tagihan: { $amount }
fact-payment = Pembayaran: { $value }
fact-progress = Proses: { $value }
fact-cod = Bayar di tempat (COD)
fact-phone = Telepon: { $value }
fact-address = Alamat: { $value }
fact-courier = Kurir: { $value }
fact-awb = Resi: <code>{ $value }</code>
fact-shipping-cost = Ongkir: { $cost }
fact-source = Sumber: { $value }
fact-warehouse = Gudang: { $value }
fact-bank = Bank: { $value }
fact-note = Catatan: { $value }
fact-invoice = Invoice: { $value }
fact-created = Dibuat oleh: { $value }
fact-updated = Terakhir diubah oleh: { $value }
fact-created-at = Dibuat: { $value }
fact-updated-at = Terakhir diubah: { $value }
status-CANCELED = Dibatalkan
status-CANCEL = Dibatalkan
status-REJECTED = Ditolak
status-EXPIRED = Kedaluwarsa
status-ACCEPTED = Aktif
payment-PAID = Lunas
payment-UNPAID = Belum dibayar
payment-INSTALLMENT = Dibayar sebagian
progress-UNPAID = Menunggu pembayaran
progress-NO-AWB = Belum ada resi
progress-ON-PROCESS = Dalam pengiriman
progress-DELIVERED = Terkirim
progress-UNPROCESSED = Belum diproses
progress-INSTALLMENT = Dibayar sebagian

## Acts: cancel
cancel-question = Batalkan pesanan ini?
cancel-unseen = Isi pesanan ini tidak bisa ditampilkan. Batalkan hanya kalau nomornya sudah pasti benar.
cancel-warn-paid = ⚠️ Pembayaran: { $payment }. Ingat uang pembeli.
cancel-warn-shipped = ⚠️ Sudah di tangan kurir (resi { $awb }).
cancel-yes = Ya, batalkan pesanan
cancel-yes-unseen = Ya, tanpa pratinjau
cancel-no = Tidak, biarkan
cancel-declined = Dibiarkan. { $person } memutuskan untuk tidak membatalkannya.
cancel-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur batal.
cancel-working = ⏳ Sedang dibatalkan untuk { $person }…
cancel-unknown = ⏳ Jawaban Ngorder hilang. Sedang diperiksa apakah pesanan sudah dibatalkan; tidak ada yang dikirim dua kali.
cancel-ask-person = Ngorder tidak bisa dibaca selama sehari. Tolong lihat di sana: apakah pesanan ini dibatalkan?
cancel-done = ✅ Dibatalkan oleh { $person }.
cancel-done-reading = ✅ Pesanan sudah dibatalkan (hasil pengecekan, jawaban Ngorder hilang).
cancel-done-person = ✅ Dibatalkan, menurut anggota tim yang melihatnya di Ngorder.
cancel-refused = ❌ Tidak dibatalkan: Ngorder menolak.
cancel-changed = ⚠️ Tidak ada yang dikirim: pesanan berubah sejak kamu melihatnya.
cancel-changed-since = ❌ Tidak dibatalkan: pesanan diubah di Ngorder sementara itu.
cancel-failed = ❌ Tidak dibatalkan.
cancel-not-done = ❌ Tidak dibatalkan: permintaan tidak sampai dan pesanan masih aktif.
cancel-said-not-done = ❌ Tidak dibatalkan, menurut anggota tim yang melihatnya di Ngorder.

## Acts: return
return-question = Kembalikan pesanan ini menjadi aktif?
return-yes = Ya, kembalikan pesanan
return-no = Tidak, biarkan
return-declined = Dibiarkan. { $person } memutuskan untuk tidak mengembalikannya.
return-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur aktif lagi.
return-working = ⏳ Sedang dikembalikan untuk { $person }…
return-unknown = ⏳ Jawaban Ngorder hilang. Sedang diperiksa apakah pesanan sudah aktif lagi; tidak ada yang dikirim dua kali.
return-ask-person = Ngorder tidak bisa dibaca selama sehari. Tolong lihat di sana: apakah pesanan ini aktif lagi?
return-done = ✅ Dikembalikan menjadi aktif oleh { $person }.
return-done-reading = ✅ Pesanan sudah aktif lagi (hasil pengecekan, jawaban Ngorder hilang).
return-done-person = ✅ Aktif lagi, menurut anggota tim yang melihatnya di Ngorder.
return-refused = ❌ Tidak dikembalikan: Ngorder menolak.
return-changed = ⚠️ Tidak ada yang dikirim: pesanan berubah sejak kamu melihatnya.
return-changed-since = ❌ Tidak dikembalikan: pesanan diubah di Ngorder sementara itu.
return-failed = ❌ Tidak dikembalikan.
return-not-done = ❌ Tidak dikembalikan: permintaan tidak sampai dan pesanan masih dibatalkan.
return-said-not-done = ❌ Tidak dikembalikan, menurut anggota tim yang melihatnya di Ngorder.

## Acts: delete
delete-question = Hapus pesanan ini selamanya?
delete-for-good = ⚠️ <b>Semua yang di atas akan hilang selamanya.</b> Pesanan yang dihapus tidak bisa dikembalikan.
delete-warn-paid = ⚠️ Pembayaran: { $payment }. Pembayarannya tidak akan bisa dilihat lagi di Ngorder.
delete-warn-shipped = ⚠️ Sudah pernah di tangan kurir (resi { $awb }).
delete-yes = Ya, hapus selamanya
delete-no = Tidak, biarkan
delete-declined = Dibiarkan. { $person } memutuskan untuk tidak menghapusnya.
delete-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur terhapus.
delete-working = ⏳ Sedang dihapus untuk { $person }…
delete-unknown = ⏳ Jawaban Ngorder hilang. Sedang diperiksa apakah pesanan sudah terhapus; tidak ada yang dikirim dua kali.
delete-ask-person = Ngorder tidak bisa dibaca selama sehari. Tolong lihat di sana: apakah pesanan ini sudah terhapus?
delete-done = 🗑 Dihapus selamanya oleh { $person }.
delete-done-reading = 🗑 Pesanan sudah terhapus (hasil pengecekan, jawaban Ngorder hilang).
delete-done-person = 🗑 Terhapus, menurut anggota tim yang melihatnya di Ngorder.
delete-refused = ❌ Tidak dihapus: Ngorder menolak.
delete-changed = ⚠️ Tidak ada yang dikirim: pesanan berubah sejak kamu melihatnya.
delete-changed-since = ❌ Tidak dihapus: pesanan diubah di Ngorder sementara itu.
delete-failed = ❌ Tidak dihapus.
delete-not-done = ❌ Tidak dihapus: pesanan masih ada. Ditanyakan lagi di bawah.
delete-said-not-done = ❌ Tidak dihapus, menurut anggota tim yang melihatnya di Ngorder.

## Acts: what all share
at-time = { $time }
unknown-unread = ⚠️ Ngorder sedang tidak bisa dibaca. Terus dicoba lagi, dan hasilnya akan muncul di sini.
nothing-sent = ⚠️ Tidak ada yang dikirim.
decision-stale = ⚠️ Belum ada yang diubah: konfirmasinya sudah terlalu lama. Konfirmasi lagi di bawah.
decider-left = Yang mengonfirmasi sudah bukan anggota tim.
question-expired = Pertanyaan ini terlalu lama terbuka dan sudah ditutup. Tidak ada yang dilakukan.
order-gone = Pesanan tidak ditemukan, baik di antara yang aktif maupun yang dibatalkan.
order-is-active = Pesanan ini sekarang aktif.
order-is-CANCEL = Pesanan ini sudah dibatalkan.
order-is-REJECTED = Pesanan ini termasuk yang ditolak.
order-is-EXPIRED = Pesanan ini termasuk yang kedaluwarsa.
change-status = Status: { $before } → { $after }
change-paymentStatus = Pembayaran: { $before } → { $after }
change-progress = Proses: { $before } → { $after }
change-totalAmount = Total: { $before } → { $after }
alert-working = Sedang dikerjakan…
alert-declined = Tidak ada yang dilakukan.
alert-decided-done = { $who ->
    [self] Kamu sudah bilang ya, dan sudah selesai.
   *[other] Terlambat: { $person } sudah bilang ya, dan sudah selesai.
  }
alert-decided-failed = { $who ->
    [self] Kamu sudah bilang ya, tetapi tidak berhasil: lihat pesannya.
   *[other] { $person } sudah bilang ya, tetapi tidak berhasil: lihat pesannya.
  }
alert-decided-under-way = { $who ->
    [self] Kamu sudah bilang ya; sedang dikerjakan.
   *[other] { $person } sudah bilang ya; sedang dikerjakan.
  }
alert-decided-declined = { $who ->
    [self] Kamu sudah bilang tidak.
   *[other] { $person } sudah bilang tidak.
  }
alert-expired = Pertanyaan ini sudah terlalu lama. Tidak ada yang dilakukan; tanyakan lagi.
alert-replaced = Pertanyaan ini ditanyakan ulang. Tidak ada yang dilakukan; jawab yang terbaru.
alert-busy = { $who ->
    [self] Kamu sedang menangani pesanan ini. Tunggu hasilnya.
   *[other] { $person } sedang menangani pesanan ini. Tunggu hasilnya.
  }
alert-busy-somebody = Seseorang sedang menangani pesanan ini. Tunggu hasilnya.
alert-unknown-action = Pertanyaan ini tidak tersimpan lagi. Tombol ini sudah tidak berfungsi; tanyakan lagi.
alert-other-chat = Pertanyaan ini milik obrolan lain. Tidak ada yang dilakukan.
alert-settled = Ini sudah selesai sementara itu.

## Buttons
button-ask-again = Tanyakan lagi
button-try-again = Coba lagi
button-happened = Sudah terjadi
button-not-happened = Tidak terjadi
button-back-to-list = ‹ Kembali ke daftar
button-return = Kembalikan
button-delete = Hapus
button-whatsapp = WhatsApp pembeli
button-copy-id = Salin ID
button-copy-awb = Salin resi
button-copy-phone = Salin telepon
button-dates = Tanggal
button-refresh = Muat ulang
button-excel = Excel
button-get-excel = Ambil Excel
button-type-dates = Ketik tanggal…
button-send-privately = Kirim ke saya secara pribadi saja
button-show = Tampilkan #{ $id }

## Lists
type-CANCEL = Dibatalkan
type-REJECTED = Ditolak
type-EXPIRED = Kedaluwarsa
list-header = <b>{ $type }</b> · { $dates } · { $count } pesanan
list-page = Halaman { $page } dari { $pages }
list-order = <b>{ $order }</b>
list-order-about = { $about }
list-empty = Tidak ada pesanan seperti itu. Pilih tanggal atau jenis lain.
list-order-gone = #{ $id } sudah tidak ada: tidak di antara pesanan yang dibatalkan maupun yang aktif.
list-order-active = #{ $id } sudah aktif lagi.
list-order-unsure = #{ $id } belum ketemu. Tekan lagi untuk lanjut mencari.

## Dates
dates-question = Tanggal berapa? Sekarang: { $dates }
dates-from = sejak { $from }
dates-to = sampai { $to }
preset-today = Hari ini
preset-7d = 7 hari
preset-30d = 30 hari
preset-month = Bulan ini
preset-last-month = Bulan lalu
preset-all = Semua tanggal
dates-ask = Tanggal berapa? Jawab misalnya <code>2021-01-05</code>, <code>5 Jan</code>, <code>1-15 Jan</code> atau <code>5/1/2021 - 20/1/2021</code>. /keluar untuk berhenti.
dates-examples = Tulis misalnya <code>2021-01-05</code>, <code>5 Jan</code>, <code>1-15 Jan</code> atau <code>5/1/2021 - 20/1/2021</code>. /keluar untuk berhenti.
dates-unreadable = “{ $part }” tidak bisa dibaca sebagai tanggal.
dates-no-such-date = Tidak ada hari seperti itu: “{ $part }”.
dates-end-before-start = Akhirnya sebelum awalnya: “{ $part }”.
dates-in-the-future = “{ $part }” ada di masa depan; belum ada pesanan.

## Asking for an order
reference-ask = Pesanan mana yang dibatalkan? Jawab dengan ID-nya, misalnya <code>1338</code>, atau <code>PO 10735</code>. /keluar untuk berhenti.
reference-looks = ID pesanan adalah bilangan bulat seperti <code>1338</code>; nomor PO ditulis <code>PO 10735</code>. Pesanan mana yang dibatalkan? /keluar untuk berhenti.
reference-empty = Tidak ada nomor di situ.
reference-not-a-number = Itu bukan ID pesanan.
reference-not-positive = ID pesanan lebih besar dari nol.
reference-fraction = ID pesanan tidak memakai titik atau koma.
reference-too-long = Nomor itu terlalu panjang untuk ID pesanan.
reference-several = Satu pesanan dulu, ya.
reference-too-much-text = Teksnya terlalu panjang untuk satu ID pesanan.
placeholder-order = 1338
placeholder-dates = 1-15 Jan
search-several = <b>{ $number }</b> adalah ID satu pesanan dan nomor PO pesanan lain. Yang mana?
search-canceled = Pesanan ini tidak aktif:
search-nowhere = <b>{ $name }</b> tidak ketemu. Sudah dicek { $searched } pesanan (aktif dan batal).
search-unfinished = <b>{ $name }</b> belum ketemu. Baru { $searched } pesanan yang dicek, pencariannya belum selesai.
search-several-po = <b>{ $number }</b> adalah nomor PO beberapa pesanan. Yang mana?
search-several-left = … dan { $count } lagi. Sebutkan ID-nya, misalnya <code>#1338</code>.
search-by-po = <b>{ $number }</b> adalah nomor PO pesanan ini.
search-maybe-more = Belum semua pesanan sempat dicek, jadi bisa saja yang dimaksud pesanan lain.
button-search-again = Cari lagi
button-other-number = Ketik nomor lain

## Excel
export-question = <b>Excel pesanan yang dibatalkan</b>
export-filter = { $type } · { $dates }
export-working = ⏳ Mengambil Excel: { $type } · { $dates }
export-under-way = Excel ini sudah dalam perjalanan.
export-caption = { $type } · { $dates }
export-not-excel = ⚠️ File ini bukan Excel asli: Ngorder mengirim { $format ->
    [html] tabel HTML
    [xml] tabel XML (Excel 2003)
    [csv] tabel CSV
    [tsv] tabel dengan tab (TSV)
   *[ods] tabel OpenDocument
 }. Buka dengan Excel di komputer.
export-caption-group = ⚠️ File ini berisi nama, telepon, dan alamat pembeli; semua anggota grup ini bisa membukanya.
export-sent-privately = { $person } menerima filenya secara pribadi.
export-copy-stays = ⚠️ Telegram tidak mengizinkan saya lagi menghapus salinan di atas: hapus secara manual.
export-start-private-first = Buka dulu obrolan pribadi dengan saya dan tekan Start, lalu tekan tombol ini lagi.
export-dropped = Excel { $type } · { $dates } tidak bisa dikirim: saya sudah tidak ada di grup itu. Minta lagi di sini: /unduh.
export-not-sent = Gagal mengirim Excel { $type } · { $dates }.
export-ExportEmailed = Ngorder tidak memberikan filenya, melainkan mengirimnya lewat email ke alamat toko.
export-ExportEmpty = Ngorder mengirim file kosong. Coba lagi, atau pilih tanggal lain.
export-ExportBrokenOff = File terputus di tengah jalan dan dibuang. Coba lagi.
export-ExportForeign = Yang dikirim Ngorder bukan Excel. Unduh langsung di Ngorder, atau pilih tanggal lain.
export-ExportWebPage = Yang dikirim Ngorder halaman web, bukan Excel. Coba beberapa menit lagi.
export-ExportTooLarge = File lebih besar dari yang boleh saya kirim di Telegram (50 MB). Pilih waktu yang lebih pendek.
export-forbidden-press = Tombol ini untuk orang yang meminta filenya.

## Ngorder's refusals
ngorder-TokenRejected = Ngorder tidak menerima token toko. Pemilik harus memperbaruinya di Ngorder dan di pengaturan bot.
ngorder-Forbidden = Ngorder tidak mengizinkan ini untuk token toko.
ngorder-OrderNotThere = Ngorder tidak mengenal pesanan ini.
ngorder-OrderGone = Menurut Ngorder pesanan ini sudah tidak ada.
ngorder-Throttled = Ngorder terlalu sering ditanya. Tunggu sebentar, lalu coba lagi.
ngorder-RequestRefused = Ngorder menolak.
ngorder-SaidFailed = Menurut Ngorder, prosesnya gagal.
ngorder-Maintenance = Ngorder sedang dalam perbaikan. Coba lagi beberapa menit lagi.
ngorder-ServerFault = Ngorder sedang bermasalah. Coba lagi beberapa menit lagi.
ngorder-TimedOut = Ngorder terlalu lama menjawab. Coba lagi sebentar lagi.
ngorder-ConnectionBroken = Sambungan ke Ngorder terputus. Coba lagi sebentar lagi.
ngorder-NotConnected = Ngorder tidak bisa dihubungi. Coba lagi sebentar lagi.
ngorder-TooLate = Belum ada yang diubah: konfirmasinya sudah terlalu lama. Ulangi perintahnya.
ngorder-Redirected = Ngorder menjawab dari alamat lain, dan itu tidak diikuti. Beri tahu orang yang menjalankan bot ini.
ngorder-Unreadable = Jawaban Ngorder tidak bisa dibaca. Coba lagi beberapa menit lagi.
ngorder-NotLocated = Pesanannya belum ketemu, dan data Ngorder belum terbaca semua. Coba sebentar lagi.
ngorder-words = Kata Ngorder: “{ $words }”

## Around it
start-welcome = <b>{ $shop }</b>: pesanan yang dibatalkan selalu di tangan. Mau apa?
menu-cancel = Batalkan pesanan
menu-canceled = Pesanan dibatalkan
menu-excel = Excel
menu-settings = Pengaturan
menu-help = Bantuan
menu-back = ‹ Kembali
settings-title = <b>Pengaturan</b>
    Bahasa obrolan ini: Indonesia
settings-language = Bahasa
language-title = Bahasa apa yang dipakai di obrolan ini?
language-id = Bahasa Indonesia
language-en = English
help-title = <b>Yang bisa saya lakukan</b>
help-cancel = { $command } <code>1338</code> – batalkan pesanan dengan ID-nya atau <code>PO 10735</code>
help-canceled = { $command } – lihat pesanan yang dibatalkan, ditolak, dan kedaluwarsa, kembalikan atau hapus
help-export = { $command } – hal yang sama sebagai file Excel
help-settings = { $command } – bahasa
help-stop = { $command } – keluar dari pertanyaan
help-note = Tidak ada yang berubah sebelum kamu bilang ya atas apa yang kamu lihat. Balas pesan saya dengan /batal untuk membatalkan pesanan yang disebut di situ.
group-warning = ℹ️ Semua anggota grup ini melihat apa yang ditampilkan di sini. Telepon dan alamat disamarkan.
group-hello = 👋 Halo tim <b>{ $shop }</b>! Di sini saya bisa batalkan pesanan, tampilkan daftar pesanan batal, dan siapkan Excel-nya. Semua anggota grup bisa melihatnya; no. HP dan alamat disamarkan.
group-call = Panggil saya dengan { $command }, atau lihat /bantuan.
group-call-by-name = Panggil saya dengan { $command }, atau balas pesan saya. Kalau saya dijadikan admin, cukup { $bare }.
group-takes-nothing = Saya tidak bisa mengirimnya ke grup: izin kirim untuk saya dimatikan, atau topiknya ditutup. Tolong minta admin grup membukanya.
refused-private = Maaf, bot ini hanya bekerja untuk tim satu toko. Kalau kamu bagian dari tim, berikan ID Telegram-mu kepada pemilik: <code>{ $id }</code>
anonymous-admin = Kamu menulis atas nama grup (admin anonim), jadi saya tidak tahu siapa kamu dan tidak melakukan apa-apa. Matikan “Tetap anonim” di hak adminmu di sini, lalu kirim perintahnya lagi.
anonymous-channel = Kamu menulis sebagai channel, jadi saya tidak tahu siapa kamu dan tidak melakukan apa-apa. Pilih namamu sendiri di samping kolom pesan, lalu kirim perintahnya lagi.
refused-press = Kamu tidak berhak melakukan itu di sini.
press-without-chat = Tombol ini hanya bisa dipakai di obrolan yang ada sayanya.
shop-gone = Toko ini sudah tidak terhubung dengan saya. Tidak ada yang diubah.
stopped = Baik. Tidak ada yang berubah.
nothing-to-stop = Tidak ada yang perlu dihentikan.
not-understood = Saya tidak mengerti. Untuk membatalkan pesanan kirim /batal dan ID-nya; yang lain ada di /bantuan.
question-over = Pertanyaan ini sudah ditutup. Kirim perintahnya lagi.
press-outdated = Tombol ini dari pesan lama. Kirim /start untuk yang baru.
unforeseen = Ada yang salah di pihak saya, dan sudah dicatat. Tidak ada yang berubah karenanya. Silakan coba lagi.
dead-letter = Saya tidak bisa menangani ini meski sudah mencoba beberapa kali. Ini disimpan untuk orang yang menjalankan bot ini; silakan coba cara lain.

## Command menu
command-cancel = Batalkan pesanan dengan ID
command-canceled = Lihat pesanan yang dibatalkan
command-export = Pesanan dibatalkan sebagai Excel
command-settings = Bahasa
command-help = Yang bisa saya lakukan
command-stop = Keluar dari pertanyaan
