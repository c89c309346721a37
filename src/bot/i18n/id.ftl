verbatim = { $text }

## Orders
order-title = <b>{ $order }</b>
fact-status = Status: { $value }
fact-date = Tanggal: { $date }
fact-buyer = Pembeli: { $value }
fact-product = • { $quantity } × { $name }
# An @ that touches the price would make Telegram take `@Rp165` for somebody's name.
fact-product-priced = • { $quantity } × { $name } @{ "\u00A0" }{ $price }
fact-more-products = dan { $count } produk lainnya
fact-more-products-priced = dan { $count } produk lainnya: { $price }
fact-total = Total: <b>{ $total }</b>
fact-remaining = Sisa tagihan: { $amount }
fact-payment = Pembayaran: { $value }
fact-progress = Pengiriman: { $value }
fact-cod = Bayar di tempat (COD)
fact-phone = No. HP: { $value }
fact-address = Alamat: { $value }
fact-courier = Kurir: { $value }
fact-awb = Resi: <code>{ $value }</code>
fact-shipping-cost = Ongkir: { $cost }
fact-other-costs = Biaya/potongan lain: { $cost }
fact-source = Asal pesanan: { $value }
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
paid-amount = Sudah dibayar ({ $amount })
paid-in-full = Sudah dibayar
paid-in-part = Sudah dibayar sebagian
paid-otherwise = Pembayaran: { $value }
progress-UNPAID = Menunggu pembayaran
progress-NO-AWB = Belum ada resi
progress-ON-PROCESS = Dalam pengiriman
progress-DELIVERED = Sudah diterima
progress-UNPROCESSED = Belum diproses
progress-INSTALLMENT = Dibayar sebagian

## Acts: cancel
cancel-question = <b>Batalkan pesanan ini?</b>
cancel-unseen = Datanya belum ketemu. Batalkan hanya kalau nomornya sudah pasti benar.
cancel-warn-paid = ⚠️ { $paid }. Jangan lupa refund ke pembeli.
cancel-warn-shipped = ⚠️ Paket sudah dikirim, resi { $awb }. Pembatalan ini tidak menghentikan paketnya.
cancel-warn-shipped-no-awb = ⚠️ Paket sudah dikirim. Pembatalan ini tidak menghentikan paketnya.
cancel-warn-marketplace = ⚠️ Di { $marketplace } tidak ikut batal. Batalkan juga di sana.
cancel-yes = Ya, batalkan pesanan
cancel-yes-unseen = Ya, tetap batalkan #{ $id }
cancel-no = Tidak jadi
cancel-declined = Tidak jadi dibatalkan ({ $person }).
cancel-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur batal.
cancel-working = ⏳ Membatalkan… (oleh { $person })
cancel-unknown = ⏳ Belum ada balasan dari Ngorder. Saya cek dulu apakah pesanannya sudah batal; jangan diulang ya.
cancel-ask-person = Sudah sehari Ngorder tidak bisa diakses. Tolong cek di Ngorder: sudah batal atau belum?
cancel-done = ✅ Dibatalkan oleh { $person }.
cancel-done-reading = ✅ Pesanan sudah batal (sudah dicek di Ngorder).
cancel-done-person = ✅ Sudah batal (dikonfirmasi tim di Ngorder).
cancel-refused = ❌ Gagal dibatalkan: ditolak Ngorder.
cancel-changed = ⚠️ Belum dibatalkan: data pesanan berubah, cek lagi.
cancel-turned-up = ⚠️ Belum dibatalkan: data pesanannya baru ketemu. Cek dulu di bawah.
cancel-changed-since = ❌ Gagal dibatalkan: pesanan barusan diubah di Ngorder.
cancel-failed = ❌ Gagal dibatalkan.
cancel-not-done = ❌ Gagal dibatalkan: permintaannya tidak sampai. Pesanan masih aktif.
cancel-said-not-done = ❌ Belum batal (dikonfirmasi tim di Ngorder).

## Acts: return
return-question = <b>Aktifkan lagi pesanan ini?</b>
return-final-REJECTED = ℹ️ Pesanan ini tadinya ditolak. Kalau nanti dibatalkan lagi, statusnya jadi batal, bukan ditolak.
return-final-EXPIRED = ℹ️ Pesanan ini tadinya kedaluwarsa. Kalau nanti dibatalkan lagi, statusnya jadi batal, bukan kedaluwarsa.
return-yes = Ya, aktifkan lagi
return-no = Tidak jadi
return-declined = Tetap batal: { $person } tidak jadi mengaktifkannya.
return-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur aktif lagi.
return-working = ⏳ Mengaktifkan lagi… (oleh { $person })
return-unknown = ⏳ Belum ada balasan dari Ngorder. Saya cek dulu apakah pesanannya sudah aktif lagi; jangan diulang ya.
return-ask-person = Sudah sehari Ngorder tidak bisa diakses. Tolong cek di Ngorder: sudah aktif lagi atau belum?
return-done = ✅ Diaktifkan lagi oleh { $person }.
return-done-reading = ✅ Pesanan sudah aktif lagi (sudah dicek di Ngorder).
return-done-person = ✅ Sudah aktif lagi (dikonfirmasi tim di Ngorder).
return-refused = ❌ Gagal diaktifkan: ditolak Ngorder.
return-changed = ⚠️ Belum diaktifkan: data pesanan berubah, cek lagi.
return-changed-since = ❌ Gagal diaktifkan: pesanan barusan diubah di Ngorder.
return-failed = ❌ Gagal diaktifkan.
return-not-done = ❌ Gagal diaktifkan: permintaannya tidak sampai. Pesanan masih batal.
return-said-not-done = ❌ Belum aktif (dikonfirmasi tim di Ngorder).

## Acts: delete
delete-question = <b>Hapus permanen pesanan ini?</b>
delete-for-good = ⚠️ <b>Data di bawah akan hilang permanen.</b> Pesanan yang dihapus tidak bisa dipulihkan.
delete-grace = ↩️ Masih bisa diurungkan { $seconds } detik setelah kamu setuju, sesudah itu tidak bisa.
delete-held = 🗑 <b>Dihapus dalam { $seconds } detik</b> (oleh { $person }). Belum ada yang diubah.
delete-undone = ↩️ Diurungkan oleh { $person }. Tidak ada yang dihapus.
deleted-kept = Di Ngorder sudah tidak ada. Datanya masih saya simpan:
deleted-unreadable = Di Ngorder sudah tidak ada, dan datanya sudah tidak disimpan.
deleted-gone = Data pesanan ini sudah tidak disimpan.
deleted-open-private = Buka dulu chat pribadi dengan saya. Filenya saya kirim ke sana.
deleted-sent = Sudah saya kirim ke chat pribadimu.
button-deleted-xlsx = Ambil sebagai Excel
button-deleted-json = Ambil sebagai JSON
find-deleted = Sudah dihapus, datanya masih disimpan ({ $count }):
delete-warn-paid = ⚠️ { $paid }. Catatan pembayarannya ikut hilang dari Ngorder.
delete-warn-shipped = ⚠️ Paket pernah dikirim, resi { $awb }.
delete-warn-shipped-no-awb = ⚠️ Paket pernah dikirim.
delete-yes = Ya, hapus permanen
delete-no = Tidak jadi
delete-declined = Tidak jadi dihapus ({ $person }).
delete-checking = ⏳ Saya cek dulu apakah pesanannya sudah telanjur terhapus.
delete-working = ⏳ Menghapus… (oleh { $person })
delete-unknown = ⏳ Belum ada balasan dari Ngorder. Saya cek dulu apakah pesanannya sudah terhapus; jangan diulang ya.
delete-ask-person = Sudah sehari Ngorder tidak bisa diakses. Tolong cek di Ngorder: sudah terhapus atau belum?
delete-done = 🗑 Dihapus permanen oleh { $person }.
delete-done-reading = 🗑 Pesanan sudah terhapus (sudah dicek di Ngorder).
delete-done-person = 🗑 Sudah terhapus (dikonfirmasi tim di Ngorder).
delete-refused = ❌ Gagal dihapus: ditolak Ngorder.
delete-changed = ⚠️ Belum dihapus: data pesanan berubah, cek lagi.
delete-changed-since = ❌ Gagal dihapus: pesanan barusan diubah di Ngorder.
delete-failed = ❌ Gagal dihapus.
delete-not-done = ❌ Gagal dihapus: pesanan masih ada. Konfirmasi lagi di bawah.
delete-said-not-done = ❌ Belum terhapus (dikonfirmasi tim di Ngorder).

## Acts: what all share
at-time = { $time }
warn-delivered = ⚠️ Paket sudah diterima pembeli.
after-refund = 💸 Refund { $amount } ke pembeli
after-refund-unsure = 💸 Cek refund ke pembeli: { $paid }
after-parcel = 📦 Minta paketnya kembali dari kurir, resi { $awb }
after-parcel-no-awb = 📦 Minta paketnya kembali dari kurir
after-marketplace = 🛒 Batalkan juga di { $marketplace }
# To the buyer, in the buyer's language whatever the team speaks.
whatsapp-canceled = Halo { $buyer }, pesanan { $order } sudah kami batalkan ya. Terima kasih 🙏
whatsapp-canceled-paid = Halo { $buyer }, pesanan { $order } sudah kami batalkan ya. Pembayaran { $amount } akan kami refund. Boleh kirim nomor rekening atau e-wallet-nya? Terima kasih 🙏
unknown-unread = ⚠️ Ngorder sedang tidak bisa diakses. Saya coba terus; hasilnya muncul di sini.
nothing-sent = ⚠️ Belum ada yang diubah.
decision-stale = ⚠️ Belum ada yang diubah: konfirmasinya sudah terlalu lama. Konfirmasi lagi di bawah.
act-unreadable = ❌ Tidak jadi. Data pesanannya waktu itu tidak bisa dibaca lagi karena kunci bot sudah diganti.
key-lost = 🔑 Bot dijalankan dengan SECRET_KEY yang lain. Sebagian data lama tidak bisa dibaca lagi: pesan yang belum diproses, data pesanan di pertanyaan, hasil, dan refund, serta riwayat sampai sekarang.

    Tidak ada pesanan yang berubah karena ini, dan semua yang baru berjalan seperti biasa. Data lama masih bisa kembali: pengelola bot tinggal mengisi SECRET_KEY_OLD dengan kunci yang lama, lalu menjalankan bot lagi.
key-lost-shops = Toko ini tidak bisa diakses di Ngorder sampai tokennya kamu kirim lagi ke saya, lewat /hubungkan di chat pribadi: { $shops }
decider-left = Yang mengonfirmasi sudah tidak punya hak untuk ini.
question-expired = Waktu konfirmasi habis. Tidak ada yang diubah.
order-gone = Pesanan tidak ketemu, baik di pesanan aktif maupun batal.
order-is-active = Pesanan ini sekarang aktif.
order-is-CANCEL = Pesanan ini sudah dibatalkan.
order-is-REJECTED = Pesanan ini berstatus Ditolak.
order-is-EXPIRED = Pesanan ini berstatus Kedaluwarsa.
change-status = Status: { $before } → { $after }
change-paymentStatus = Pembayaran: { $before } → { $after }
change-progress = Pengiriman: { $before } → { $after }
change-totalAmount = Total: { $before } → { $after }
alert-decided-done = { $who ->
    [self] Sudah beres.
   *[other] Sudah dikonfirmasi { $person }, sudah beres.
  }
alert-decided-failed = { $who ->
    [self] Gagal. Keterangannya ada di pesan ini.
   *[other] Sudah dikonfirmasi { $person }, tapi gagal. Keterangannya ada di pesan ini.
  }
alert-decided-under-way = { $who ->
    [self] Sudah dikonfirmasi.
   *[other] Sudah dikonfirmasi { $person }. Hasilnya muncul di sini.
  }
alert-decided-declined = { $who ->
    [self] Kamu sudah memilih tidak jadi.
   *[other] { $person } memilih tidak jadi.
  }
alert-expired = Konfirmasi ini sudah lewat, ulangi perintahnya.
alert-replaced = Ada konfirmasi yang lebih baru, pakai yang itu.
alert-busy = { $who ->
    [self] Pesanan ini masih diproses. Tunggu hasilnya ya.
   *[other] Pesanan ini sedang diproses { $person }. Tunggu hasilnya ya.
  }
alert-busy-somebody = Pesanan ini sedang diproses. Tunggu hasilnya ya.
alert-unknown-action = Tombol ini sudah tidak berlaku.
alert-other-chat = Konfirmasi ini dari chat lain.
alert-settled = Sudah beres duluan.

## Approval
cancel-approval = <b>Setujui: batalkan pesanan ini?</b>
return-approval = <b>Setujui: aktifkan lagi pesanan ini?</b>
delete-approval = <b>Setujui: hapus permanen pesanan ini?</b>
approval-needed = 🔒 Perlu disetujui orang kedua. Setelah Ya, permintaannya saya kirim ke yang boleh menyetujui.
approval-asked = Diminta { $person }, { $time }
approval-why-delete = Perlu orang kedua: setiap penghapusan.
approval-why-amount = Perlu orang kedua: totalnya di atas batas toko, atau tidak diketahui.
approval-why-bulk = Perlu orang kedua: banyak pesanan sekaligus.
approval-waits = ⏳ Menunggu persetujuan sampai { $time }. Belum ada yang diubah.
approval-given = Disetujui { $person }.
approval-refused = ❌ Ditolak { $person }. Permintaan { $asker } tidak dijalankan.
approval-withdrawn = Permintaan ditarik { $person }. Tidak ada yang diubah.
approval-expired = Sehari tidak ada yang menjawab permintaan { $asker }. Tidak ada yang diubah.
button-approval-yes = Ya, setujui
button-approval-no = Tidak, tolak
button-withdraw = Tarik permintaan
alert-own-request = Permintaanmu sendiri harus disetujui orang lain.
alert-not-who-asked = Hanya { $person } yang bisa menarik permintaan ini.
alert-nobody-approves = Ini perlu disetujui orang kedua, tapi belum ada orang lain yang boleh menyetujui. Tambah manajer lewat /tim.
alert-approval-expired = Sudah lewat sehari. Minta lagi kalau masih perlu.
alert-decided-awaiting = { $who ->
    [self] Sudah diminta. Sekarang menunggu persetujuan orang lain.
   *[other] Sudah diminta { $person }, menunggu persetujuan.
  }
alert-decided-withdrawn = { $who ->
    [self] Permintaannya sudah kamu tarik.
   *[other] Permintaannya sudah ditarik { $person }.
  }
alert-decided-undone = { $who ->
    [self] Sudah kamu urungkan. Tidak ada yang dihapus.
   *[other] Sudah diurungkan { $person }. Tidak ada yang dihapus.
  }
alert-undone = Sudah diurungkan. Tidak ada yang dihapus.
alert-undo-late = Sudah terlambat, penghapusannya sudah diproses Ngorder.
alert-answered-approved = { $who ->
    [self] Sudah kamu setujui.
   *[other] Sudah disetujui { $person }.
  }
alert-answered-refused = { $who ->
    [self] Sudah kamu tolak.
   *[other] Sudah ditolak { $person }.
  }

## Buttons
button-ask-again = Ulangi
button-try-again = Coba lagi
button-happened = Sudah
button-not-happened = Belum
button-back-to-list = ‹ Kembali ke daftar
button-cancel = Batalkan
button-cancel-again = Batalkan lagi
button-return = Aktifkan lagi
button-delete = Hapus
button-whatsapp = WhatsApp pembeli
button-copy-id = Salin ID
button-copy-awb = Salin resi
button-copy-phone = Salin no. HP
button-reveal = Lihat no. HP dan alamat
button-dates = Tanggal
button-refresh = Muat ulang
button-excel = Excel
button-get-excel = Unduh Excel
button-type-dates = Ketik tanggal…
button-excel-of-these = Excel ini
button-excel-to-me = Excel ke saya
button-excel-here = Excel di sini
button-csv = CSV
button-stop-export = Stop
button-open-private = Buka chat pribadi
button-send-privately = Kirim ke chat pribadi saya
button-show = Lihat #{ $id }

## Reveal
reveal-sent = Data #{ $id } sudah masuk ke chat pribadimu.
reveal-open-private = { $person }, buka dulu chat pribadi dengan saya: no. HP dan alamat #{ $id } langsung dikirim ke sana.
reveal-gone = #{ $id } sudah tidak ada, baik di pesanan aktif maupun pesanan batal.
reveal-unsure = #{ $id } belum ketemu. Tekan lagi sebentar lagi ya.

## Lists
type-CANCEL = Dibatalkan
type-REJECTED = Ditolak
type-EXPIRED = Kedaluwarsa
type-button-CANCEL = Batal
type-button-REJECTED = Ditolak
type-button-EXPIRED = Expired
list-header = <b>{ $type }</b> · { $count } pesanan
list-header-least = <b>{ $type }</b> · minimal { $count } pesanan
list-dates = Tanggal pesanan: { $dates }
list-page = Halaman { $page } dari { $pages }
list-sum-all = Total { $sum }
list-page-sum = Halaman { $page } dari { $pages }: { $sum }
list-order = { $number }. <b>#{ $id }</b> { $about }
list-mark-paid = lunas
list-mark-installment = dibayar sebagian
list-mark-shipped = sudah dikirim
list-canceled-today = <b>Dibatalkan tim hari ini</b> ({ $count }), kapan pun dipesan:
list-canceled-on = <b>Dibatalkan tim { $day }</b> ({ $count }), kapan pun dipesan:
list-more = dan { $count } lainnya
list-empty = Tidak ada pesanan. Coba tanggal atau status lain.
list-order-gone = #{ $id } sudah tidak ada, baik di pesanan batal maupun aktif.
list-order-active = #{ $id } sudah aktif lagi.
list-order-unsure = #{ $id } belum ketemu. Tekan lagi untuk lanjut mencari.

## Dates
dates-question = Pilih tanggal pesanan. Sekarang: { $dates }
dates-from = sejak { $from }
dates-to = sampai { $to }
preset-today = Hari ini
preset-7d = 7 hari terakhir
preset-30d = 30 hari terakhir
preset-month = Bulan ini
preset-last-month = Bulan lalu
preset-all = Semua tanggal
dates-ask = Tanggal berapa? Contoh: <code>bulan lalu</code>, <code>7 hari</code>, <code>sejak 5 Jan</code>, <code>1-15 Jan</code> atau <code>5/1/2021 - 20/1/2021</code>. /keluar kalau tidak jadi.
dates-examples = Contoh: <code>bulan lalu</code>, <code>7 hari</code>, <code>sejak 5 Jan</code>, <code>1-15 Jan</code> atau <code>5/1/2021 - 20/1/2021</code>. /keluar kalau tidak jadi.
dates-unreadable = Maaf, tanggal “{ $part }” tidak saya pahami.
dates-no-such-date = Tanggal “{ $part }” tidak ada.
dates-end-before-start = Tanggal akhir mendahului tanggal awal: “{ $part }”.
dates-in-the-future = Tanggal “{ $part }” belum lewat.

## Asking for an order
reference-ask = Pesanan mana yang mau dibatalkan? Kirim ID (<code>1338</code>) atau nomor PO (<code>PO 10735</code>). /keluar kalau tidak jadi.
reference-looks = Contoh ID: <code>1338</code>. Contoh PO: <code>PO 10735</code>. /keluar kalau tidak jadi.
reference-empty = Nomornya belum ada.
reference-not-a-number = Itu bukan ID pesanan.
reference-not-positive = ID pesanan tidak boleh nol atau minus.
reference-fraction = ID pesanan tidak memakai titik atau koma.
reference-too-long = Nomornya terlalu panjang untuk ID pesanan.
reference-several = Satu-satu dulu ya, satu pesanan saja.
reference-too-much-text = Teksnya terlalu panjang. Kirim nomor pesanannya saja.
placeholder-order = 1338
placeholder-dates = 1-15 Jan
search-several = <b>{ $number }</b> cocok dengan ID satu pesanan dan nomor PO pesanan lain. Yang mana?
search-canceled = Pesanan ini sudah tidak aktif:
search-nowhere = <b>{ $name }</b> tidak ketemu. Sudah dicek { $searched } pesanan (aktif dan batal).
search-unfinished = <b>{ $name }</b> belum ketemu. Baru { $searched } pesanan yang dicek, pencariannya belum selesai.
search-several-po = Ada beberapa pesanan dengan nomor PO <b>{ $number }</b>. Yang mana?
search-several-left = … dan { $count } lagi. Kirim ID-nya, misalnya <code>#1338</code>.
search-by-po = <b>{ $number }</b> adalah nomor PO pesanan ini.
search-maybe-more = Belum semua pesanan sempat dicek, jadi bisa saja yang dimaksud pesanan lain.
button-search-again = Cari lagi
button-other-number = Ketik nomor lain

## Many orders at once
many-choice = <b>{ $count } pesanan</b> kamu sebut. Mau diapakan?
many-choice-document = Pesanan dari <b>{ $name }</b>: mau diapakan?
many-selected = ☑ Dipilih: <b>{ $count }</b>
button-select = Pilih beberapa
button-mark-page = Semua halaman ini
button-mark-all = Semua { $count }
document-xls = File Excel lama (.xls) tidak bisa saya baca. Simpan sebagai .xlsx atau .csv, lalu kirim lagi.
document-locked = File ini pakai kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.
document-other = File ini bukan tabel. Kirim .xlsx atau .csv dengan kolom ID atau PO.
document-tooLarge = File ini terlalu besar. Kirim kolom ID atau PO-nya saja, paling besar 10 MB.
document-broken = File ini rusak, tidak bisa dibuka. Simpan ulang, lalu kirim lagi.
document-empty = Tidak ada kolom ID atau PO di file ini.
button-run-report = Laporan Excel
report-total = Total
report-result = Hasil
report-person = Oleh
report-because = Alasan batal
report-reason = Keterangan
report-time = Waktu
report-done = Beres
report-not-done = Tidak
many-choice-note = Belum ada yang diubah. Sesudah ini saya tampilkan dulu rinciannya.
button-many-cancel = Batalkan yang dipilih
button-many-return = Aktifkan lagi yang dipilih
button-many-delete = Hapus yang dipilih
many-gathering = ⏳ Mencari { $count } pesanan…
many-gathering-list = ⏳ Membaca pesanan yang dipilih…
many-gathering-read = ⏳ Mencari { $count } pesanan… { $read } pesanan sudah dicek.
many-question-cancel = <b>Batalkan { $count } pesanan?</b>
many-question-return = <b>Aktifkan lagi { $count } pesanan?</b>
many-question-delete = <b>Hapus permanen { $count } pesanan?</b>
many-sum = Total <b>{ $sum }</b>
many-sum-least = Total minimal <b>{ $sum }</b> ({ $count } pesanan tanpa total)
many-delete-for-good = ⚠️ <b>Yang dihapus tidak bisa dipulihkan.</b>
many-held = 🗑 <b>{ $count } pesanan dihapus dalam { $seconds } detik</b> (oleh { $person }). Belum ada yang diubah.
many-undone = ↩️ Diurungkan oleh { $person }. Tidak ada yang dihapus.
many-paid = 💰 { $count } sudah dibayar ({ $sum }): { $orders }
many-cod = COD { $count }: { $orders }
many-shipped = 📦 { $count } sudah dikirim: { $orders }
many-already-cancel = ✓ { $count } memang sudah batal: { $orders }
many-already-return = ✓ { $count } memang sudah aktif: { $orders }
many-elsewhere-cancel = ⏭ { $count } ditolak atau kedaluwarsa, tidak ikut: { $orders }
many-elsewhere-canceled = ⏭ { $count } tidak berstatus batal, tidak ikut: { $orders }
many-changed-before = ⏭ { $count } sudah berubah sejak itu, tidak ikut: { $orders }
many-final-return = ℹ️ { $count } ditolak atau kedaluwarsa. Setelah diaktifkan tidak bisa dibuat begitu lagi: { $orders }
many-final-cancel = ⏭ { $count } tadinya ditolak atau kedaluwarsa dan tidak bisa dikembalikan begitu; tetap aktif: { $orders }
many-missing = ❓ { $count } tidak ketemu: { $orders }
many-unsure = ❓ { $count } belum ketemu (belum semua pesanan bisa dicek): { $orders }
many-ambiguous = ❓ { $count } cocok dengan beberapa pesanan, tulis #ID-nya: { $orders }
many-repeated = 🔁 { $count } disebut lebih dari sekali, dihitung sekali: { $orders }
many-reread = ✏️ { $count } saya baca sebagai angka bulat: { $orders }
many-unread = ❓ { $count } tidak saya pahami: { $orders }
many-yes-cancel = Ya, batalkan { $count } pesanan
many-yes-return = Ya, aktifkan { $count } pesanan
many-yes-delete = Ya, hapus { $count } permanen
many-no = Tidak jadi
many-declined = Oke, tidak jadi ({ $person }). Tidak ada yang diubah.
many-nothing-cancel = Tidak ada yang bisa dibatalkan.
many-nothing-return = Tidak ada yang bisa diaktifkan lagi.
many-nothing-delete = Tidak ada yang bisa dihapus.
many-too-many = Terlalu banyak: { $count } pesanan. Sekali jalan paling banyak { $most }.
many-working-cancel = ⏳ <b>Membatalkan { $count } pesanan</b> (oleh { $person })
many-working-return = ⏳ <b>Mengaktifkan lagi { $count } pesanan</b> (oleh { $person })
many-working-delete = ⏳ <b>Menghapus { $count } pesanan</b> (oleh { $person })
runs-none = Tidak ada proses untuk banyak pesanan yang sedang berjalan.
runs-under-way = <b>Sedang berjalan</b>
runs-progress = { $over } dari { $total }
runs-paused = dijeda
button-follow-run = Ikuti { $number }
many-counts = ✅ { $done } beres · ❌ { $failed } gagal · sisa { $left }
many-seconds-left = Kira-kira { $seconds } detik lagi
many-minutes-left = Kira-kira { $minutes } menit lagi
many-waits = ⏸ Menunggu Ngorder. Saya lanjutkan sendiri begitu bisa.
many-paused-person = ⏸ Dijeda oleh { $person }.
many-paused-right = ⏸ Dijeda: { $person } tidak punya hak lagi untuk ini. Yang berhak bisa melanjutkan.
many-paused-standstill = ⏸ Dijeda karena lama tidak berjalan. Lanjutkan kalau masih perlu.
many-paused-refused = ⏸ Dijeda: Ngorder menolak semuanya.
many-looking-up = Mengecek { $count } pesanan terakhir di Ngorder…
button-run-pause = Jeda
button-run-continue = Lanjutkan
button-run-stop = Hentikan
many-done-cancel = { $sign } <b>{ $done } dari { $total } pesanan dibatalkan</b> oleh { $person }.
many-done-return = { $sign } <b>{ $done } dari { $total } pesanan diaktifkan lagi</b> oleh { $person }.
many-done-delete = { $sign } <b>{ $done } dari { $total } pesanan dihapus permanen</b> oleh { $person }.
many-stopped = ⏹ Dihentikan oleh { $person }.
many-changed = ⏭ Berubah sejak dikonfirmasi, dilewati
many-changed-since = ❌ Barusan diubah di Ngorder
many-busy = ⏭ Sedang diproses lewat konfirmasi lain, dilewati
many-not-done = ❌ Permintaannya tidak sampai
many-left-out = ⏹ Belum sempat, tidak diubah
many-gone = Tidak ketemu lagi
many-is-active = Sekarang aktif
many-is-canceled = Sudah tidak aktif
button-try-failed-again = Coba lagi yang gagal
button-undo-run-return = Aktifkan lagi semuanya
button-undo-run-cancel = Batalkan lagi semuanya
undo-asked = Ini sudah ditanyakan. Jawab di pesan konfirmasinya ya.
undo-under-way = Sedang dikembalikan seperti semula.
undo-done = Ini sudah pernah dikembalikan. Hasilnya ada di pesannya sendiri.
alert-run-over = Sudah selesai atau sudah begitu.
alert-selection-other = Pilihan ini punya orang lain. Pilih sendiri dulu ya.
alert-selection-old = Pilihan ini sudah lewat seminggu. Pilih lagi ya.
many-told-right = ⏸ Proses untuk banyak pesanan di <b>{ $shop }</b> dijeda: { $person } tidak punya hak lagi. Lanjutkan atau hentikan lewat /proses.

## Excel
export-question = <b>Excel pesanan batal</b>
export-filter = { $type } · { $dates }
export-working = ⏳ Menyiapkan { $file }: { $what }
export-of-search = Pencarian “{ $text }”
export-of-some-search = Sebuah pencarian
export-of-selected = { $list } · { $count } dipilih
export-of-all-but = { $list } · { $count ->
    [0] semua dipilih
   *[other] semua dipilih kecuali { $count }
}
export-of-found = { $count } pesanan dari hasil pencarian
export-of-named = { $count } pesanan menurut nomornya
export-of-some-selection = Pesanan yang dipilih
export-of-some-refunds = Refund belum dikirim
export-progress = { $bar } { $read } dari { $total } pesanan dibaca
export-read = { $read } pesanan dibaca
export-stopped = Oke, { $file } { $what } tidak jadi.
export-stop-late = Sudah telat: filenya sudah atau sedang dikirim.
export-comes-privately = Filenya saya kirim ke chat pribadi kamu.
export-goes-privately = { $person }, { $file } { $what } saya kirim ke chat pribadi kamu.
export-open-private = { $person }, buka chat pribadi dengan saya: { $file } { $what } langsung saya kirim di sana.
export-under-way = { $file }-nya sedang disiapkan.
export-caption = { $what }
export-part = File { $part } dari { $parts }
export-rest = ⚠️ Tadi terputus setelah { $files } file terkirim. Ini pesanan yang belum terkirim, dibaca ulang: perubahan sejak itu tidak ada di file sebelumnya.
export-orders = { $orders } pesanan
export-orders-sum = { $orders } pesanan · { $sum }
export-without-sum = { $count } di antaranya tanpa jumlah, tidak ikut dijumlahkan
export-matches-list = ✓ Jumlahnya sama dengan daftar
export-matches-search = ✓ Semua pesanan yang ketemu ada di sini
export-matches-selection = ✓ Semua pesanan yang dipilih ada di sini
export-matches-refunds = ✓ Semua refund yang belum dikirim ada di sini
export-differs-list = ⚠️ Di daftar ada { $listed } pesanan: ada yang berubah selagi saya baca. Coba minta lagi nanti.
export-differs-search = ⚠️ Waktu dicari ketemu { $listed }: ada yang berubah sejak itu. Cari lagi untuk lihat yang mana.
export-differs-selection = ⚠️ Yang dipilih { $listed }: sisanya sudah tidak ada di sana, atau tidak ketemu.
export-unproven = ⚠️ Ada pesanan yang berpindah selagi saya baca, jadi mungkin ada yang terlewat. Coba minta lagi nanti.
export-list-unknown = ⚠️ Ngorder tidak bilang ada berapa pesanan di daftar, jadi saya tidak tahu ini sudah semua atau belum.
export-built = Jadi file ini saya buat dari daftarnya.
export-other-rows = File dari Ngorder berisi { $rows } baris, di daftar ada { $listed } pesanan.
export-uncountable = Pesanan di file dari Ngorder tidak bisa dihitung.
export-formulas = ⚠️ File ini langsung dari Ngorder dan berisi rumus ({ $count }).
export-macros = ⚠️ File ini langsung dari Ngorder dan berisi makro. Jangan diaktifkan.
export-not-excel = Yang dikirim Ngorder { $format ->
    [html] tabel HTML
    [xml] tabel XML (Excel 2003)
    [csv] tabel CSV
    [tsv] tabel dengan pemisah tab (TSV)
    [ods] tabel OpenDocument
    [xlsb] Excel biner (.xlsb)
   *[xls] Excel versi lama (.xls)
 }, bukan Excel (.xlsx).
export-caption-group = ⚠️ File ini berisi nama, no. HP, dan alamat pembeli; semua anggota grup ini bisa membukanya.
export-sent-privately = File sudah dikirim ke chat pribadi { $person }.
export-copy-stays = File di atas sudah terlalu lama, tidak bisa saya hapus. Tolong hapus sendiri ya.
export-start-private-first = Buka dulu chat pribadi dengan saya dan tekan Start, lalu tekan tombol ini lagi.
export-dropped = { $file } { $what } tidak jadi dikirim: saya sudah tidak ada di grup itu. Minta lagi di sini: /unduh.
export-not-sent = Gagal mengirim { $file } { $what }.
export-ExportEmailed = File dari Ngorder tidak diberikan ke saya, tapi dikirim lewat email ke alamat toko.
export-ExportEmpty = Ngorder mengirim file kosong.
export-ExportBrokenOff = Unduhan dari Ngorder terputus.
export-ExportForeign = Yang dikirim Ngorder bukan Excel.
export-ExportWebPage = Yang dikirim Ngorder halaman web, bukan Excel.
export-OrdersForgotten = Pencarian atau pilihan ini sudah tidak disimpan. Cari atau pilih lagi ya.
export-ExportTooLarge = File dari Ngorder lebih dari 50 MB, Telegram tidak mengizinkannya.
export-forbidden-press = Tombol ini hanya untuk yang meminta filenya.

## Ngorder's refusals
ngorder-TokenRejected = Ngorder tidak menerima token toko. Pemilik perlu memperbaruinya: salin token baru di Ngorder, lalu kirim ke saya lewat /hubungkan di chat pribadi.
ngorder-Forbidden = Token toko tidak diizinkan Ngorder untuk ini.
ngorder-OrderNotThere = Ngorder tidak mengenal pesanan ini.
ngorder-OrderGone = Menurut Ngorder pesanan ini sudah tidak ada.
ngorder-Throttled = Terlalu banyak permintaan ke Ngorder. Tunggu sebentar, lalu coba lagi.
ngorder-RequestRefused = Ditolak Ngorder.
ngorder-SaidFailed = Menurut Ngorder, prosesnya gagal.
ngorder-Maintenance = Ngorder sedang dalam perbaikan. Coba beberapa menit lagi.
ngorder-ServerFault = Ngorder sedang bermasalah. Coba beberapa menit lagi.
ngorder-TimedOut = Ngorder terlalu lama menjawab. Coba sebentar lagi.
ngorder-ConnectionBroken = Sambungan ke Ngorder terputus. Coba sebentar lagi.
ngorder-NotConnected = Ngorder tidak bisa dihubungi. Coba sebentar lagi.
ngorder-TooLate = Belum ada yang diubah: konfirmasinya sudah terlalu lama. Ulangi perintahnya.
ngorder-Redirected = Ngorder menjawab dari alamat lain. Beri tahu pengelola bot ini.
ngorder-Unreadable = Jawaban Ngorder tidak bisa dibaca. Coba beberapa menit lagi.
ngorder-NotLocated = Pesanannya belum ketemu, dan data Ngorder belum terbaca semua. Coba sebentar lagi.
ngorder-words = Pesan dari Ngorder: “{ $words }”

## Around it
start-welcome = Halo! Mau cek atau batalkan pesanan <b>{ $shop }</b>?
menu-cancel = Batalkan pesanan
menu-canceled = Daftar pesanan batal
menu-excel = Unduh Excel
menu-settings = Pengaturan
menu-help = Bantuan
menu-back = ‹ Kembali
settings-title = <b>Pengaturan</b>
    Bahasa di chat ini: Indonesia
settings-shop = Toko: { $shop } · jam { $zone }
settings-excel-person = Excel dari /unduh di grup ini: ke chat pribadi yang minta
settings-excel-group = Excel dari /unduh di grup ini: langsung ke grup. ⚠️ Nama, no. HP, dan alamat pembeli terlihat semua anggota.
settings-language = Bahasa
settings-add-to-group = Tambahkan ke grup
settings-excel-to-group = Excel ke grup ini
settings-excel-to-person = Excel ke yang minta
settings-of-shop = Toko ini
shop-settings-title = <b>Pengaturan { $shop }</b>
    Berlaku untuk semua chat toko ini.
button-setting = { $setting }: { $value }
button-back-to-settings = ‹ Pengaturan toko
setting-title = <b>{ $setting }</b>
setting-on = ya
setting-off = tidak
setting-reasonRequired = Pembatalan wajib ada alasan
setting-about-reasonRequired = Tombol Ya pada pertanyaan pembatalan menjadi alasan-alasannya, juga untuk banyak pesanan sekaligus.
setting-groupRole = Anggota grup toko otomatis jadi
setting-about-groupRole = Siapa pun yang ada di grup atau topik yang dihubungkan lewat /hubungkan punya peran ini, selama masih di grup itu. Saya cek ke Telegram setiap kali. Hanya pemilik yang bisa mengubahnya.
setting-keepOrdersDays = Data pesanan disimpan
setting-about-keepOrdersDays = Selama ini data pesanan sebelum diubah dan catatannya disimpan, lalu dihapus. Siapa melakukan apa pada pesanan mana tetap ada di riwayat.
setting-days = { $days } hari
setting-approveDelete = Hapus perlu persetujuan
setting-about-approveDelete = Pesanan baru dihapus setelah disetujui orang kedua: manajer atau pemilik selain yang meminta. Operator pun bisa mengajukan.
setting-approveAbove = Persetujuan di atas
setting-about-approveAbove = Batal, aktifkan lagi, dan hapus perlu disetujui orang kedua kalau total pesanannya di atas nilai ini.
setting-approveBulk = Banyak sekaligus perlu setuju
setting-about-approveBulk = Mengubah banyak pesanan sekaligus perlu disetujui orang kedua.
setting-deleteGrace = Hapus bisa diurungkan
setting-about-deleteGrace = Selama ini penghapusan ditunggu dan masih bisa diurungkan. Sesudahnya terhapus permanen. Berlaku untuk konfirmasi berikutnya.
seconds = { $seconds } detik
minutes = { $minutes } menit
settings-of-group = Samaran, jam tenang, toko
settings-of-private = Jam tenang
chat-settings-group = <b>Grup ini</b>
chat-settings-private = <b>Chat ini</b>
chat-masked = No. HP dan alamat: disamarkan
chat-unmasked = No. HP dan alamat: ⚠️ terlihat semua anggota grup
chat-quiet = Jam tenang: { $hours } ({ $zone }). Pesan yang saya kirim sendiri tidak berbunyi di jam itu; jawaban tetap berbunyi.
chat-not-quiet = Jam tenang: tidak ada. Saya bisa berbunyi kapan saja.
quiet-never = Tanpa jam tenang
settings-digest = Ringkasan harian
digest-setting = <b>Ringkasan harian</b>
    Sekali sehari saya kirim ke chat ini: apa yang dikerjakan tim, apa yang masih menunggu, dan refund yang belum dikirim.
digest-at = Dikirim jam { $hour } ({ $zone }).
digest-off = Sekarang tidak dikirim.
digest-never = Tanpa ringkasan
digest-hour-yesterday = { $hour }, tentang kemarin
digest-hour-today = { $hour }, tentang hari ini
button-unmask = Tampilkan no. HP & alamat
button-mask = Samarkan no. HP & alamat
unmask-question = ⚠️ <b>Tampilkan no. HP dan alamat ke semua anggota grup?</b>
    Mulai sekarang semua orang di grup ini, juga yang baru masuk nanti, bisa melihat no. HP dan alamat pembeli. Yang sudah tampil tetap tampil, walaupun nanti disamarkan lagi.
unmask-yes = Ya, tampilkan ke semua
unmask-no = Tidak jadi
language-title = Pilih bahasa untuk chat ini
language-id = Bahasa Indonesia
language-en = English
help-title = <b>Cara pakai</b>
help-cancel = { $command } <code>1338</code> – batalkan pesanan, pakai ID atau <code>PO 10735</code>
help-canceled = { $command } – daftar pesanan batal; dari sana aktifkan lagi atau hapus
help-export = { $command } – unduh daftarnya (Excel)
help-runs = { $command } – proses banyak pesanan yang sedang berjalan: ikuti, jeda, stop
help-refunds = { $command } – uang pembeli yang belum direfund
help-team = { $command } – anggota tim, undang, atur peran
help-settings = { $command } – bahasa, tujuan Excel, grup
help-stop = { $command } – kalau tidak jadi
help-note = Tidak ada pesanan yang berubah sebelum kamu konfirmasi. Di chat pribadi cukup kirim nomornya; di grup bisa balas pesan saya dengan /batal.
group-warning = ℹ️ Semua anggota grup ini bisa lihat yang saya tampilkan. No. HP dan alamat disamarkan.
group-hello = 👋 Halo tim <b>{ $shop }</b>! Di sini saya batalkan pesanan, tampilkan yang batal, dan siapkan Excel-nya. Semua anggota bisa lihat; no. HP dan alamat disamarkan.
group-warning-unmasked = ⚠️ Semua anggota grup ini bisa melihat yang saya tampilkan, termasuk no. HP dan alamat.
group-hello-unmasked = 👋 Halo, tim <b>{ $shop }</b>! Di sini saya membatalkan pesanan, menampilkan daftar pesanan batal, dan mengirim Excel. ⚠️ Semua anggota grup bisa melihatnya, termasuk no. HP dan alamat.
group-call = Panggil { $command }; lainnya ada di /bantuan.
group-call-by-name = Panggil { $command } atau balas pesan saya. Kalau saya jadi admin, cukup { $bare }.
group-takes-nothing = Saya tidak bisa mengirimnya ke grup: izin kirim untuk saya dimatikan, atau topiknya ditutup. Tolong minta admin grup membukanya.
refused-private = Maaf, bot ini khusus tim toko. Kalau kamu anggota tim, kirim ID ini ke pemilik: <code>{ $id }</code>
anonymous-admin = Kamu menulis atas nama grup (admin anonim), jadi saya tidak tahu kamu siapa. Matikan “Tetap anonim” di hak adminmu, lalu kirim perintahnya lagi.
anonymous-channel = Kamu menulis sebagai channel, jadi saya tidak tahu kamu siapa. Pilih namamu sendiri di samping kolom pesan, lalu kirim perintahnya lagi.
refused-press = Maaf, tombol ini hanya untuk admin toko.
press-without-chat = Tombol ini hanya bisa dipakai di chat yang ada sayanya.
shop-gone = Toko ini sudah tidak terhubung dengan saya. Tidak ada yang diubah.
stopped = Oke, tidak jadi.
nothing-to-stop = Tidak ada yang sedang berjalan.
not-understood = Maaf, saya belum paham. Kirim nomor pesanan, atau lihat /bantuan.
question-over = Pertanyaan ini sudah lewat. Kirim perintahnya lagi.
press-outdated = Tombol ini dari pesan lama. Kirim /start untuk yang baru.
unforeseen = Maaf, bot sedang bermasalah. Tidak ada pesanan yang berubah. Coba lagi ya.
dead-letter = Maaf, ini gagal diproses. Sudah dicatat untuk pengelola bot.

## Team
role-viewer = Pemantau
role-operator = Operator
role-manager = Manajer
role-owner = Pemilik
role-may-viewer = lihat pesanan dan unduh Excel
role-may-operator = juga membatalkan dan mengaktifkan lagi pesanan
role-may-manager = juga menghapus pesanan dan mengundang orang
role-may-owner = juga mengatur peran dan mengeluarkan anggota
team-title = <b>Tim { $shop }</b> · { $count } orang
team-member = { $person } · <b>{ $role }</b>
team-member-set = { $person } · <b>{ $role }</b> (dari OWNER_IDS)
team-nameless = ID { $id }
button-member = { $person } · { $role }
button-invite = Undang
button-invite-once = Untuk satu orang saja
button-invite-many = Untuk semua yang punya link
button-ask-to-join = Minta gabung
button-accept-as = Terima jadi { $role }
button-refuse = Tolak
button-remove = Keluarkan
button-back-to-team = ‹ Tim
button-copy-link = Salin link
button-team-privately = Atur di chat pribadi: /tim
invite-question = <b>Mau mengundang sebagai apa?</b>
invite-role = • <b>{ $role }</b>: { $may }
invite-uses-once = Link berlaku untuk satu orang, dalam 24 jam.
invite-uses-many = Link berlaku untuk semua yang memegangnya, selama 24 jam.
invitation-made = Undangan ke <b>{ $shop }</b> sebagai <b>{ $role }</b>. Kirim link ini ke yang diundang saja:
team-welcome = 👋 Selamat datang di tim <b>{ $shop }</b>! Kamu <b>{ $role }</b>: { $may }. Lihat /bantuan untuk cara pakainya.
team-joined = { $person } sudah masuk ke <b>{ $shop }</b> sebagai <b>{ $role }</b>. Salah orang? Keluarkan lewat /tim.
team-NotEntitled = Maaf, kamu tidak punya hak untuk itu.
team-PersonUnknown = Namanya sudah tidak ada di riwayat.
team-KnownElsewhere = Riwayat toko lain juga menyebut orang ini. Hanya pemilik semua toko itu yang bisa menghapus namanya.
team-MemberUnknown = Orang ini sudah tidak ada di tim.
team-ShopNotConnected = Toko ini belum tersambung ke Ngorder. Tidak ada yang diubah.
team-NotAToken = Itu bukan token Ngorder. Token itu satu kata panjang berisi huruf dan angka.
team-TokenOfNoShop = Ngorder tidak mengenal toko untuk token ini. Belum ada yang dihubungkan.
team-TokenOfAnotherShop = Token ini milik toko lain. Tidak ada yang diubah: hubungkan toko itu lewat /hubungkan.
team-ShopOfOthers = Toko ini sudah terhubung dan punya pemilik lain di sini. Minta salah satu dari mereka menjadikanmu pemilik.
team-LastOwner = Toko harus punya pemilik. Jadikan orang lain pemilik dulu.
team-OnlyOneApprover = Belum bisa: baru kamu yang boleh menyetujui. Jadikan satu orang lagi manajer atau pemilik dulu.
team-SetByEnvironment = Pemilik ini tertulis di OWNER_IDS. Ubahnya di sana, di tempat bot dijalankan.
team-InvitationUnknown = Undangan ini tidak berlaku. Minta yang baru ke tim.
team-InvitationUsed = Undangan ini sudah dipakai. Minta yang baru ke tim.
team-InvitationExpired = Undangan ini sudah lewat waktunya. Minta yang baru ke tim.
team-AlreadyMember = Peranmu memang sudah itu.
join-offer = { $person }, kamu belum ada di tim <b>{ $shop }</b>. Kalau kamu kerja di sana, minta gabung dulu ya.
join-request = <b>{ $person }</b> minta gabung ke tim <b>{ $shop }</b>. Yang boleh mengundang bisa memutuskan, paling lama sehari.
join-asked = Permintaanmu sudah dikirim. Tunggu diterima tim ya.
join-waiting = Kamu sudah minta gabung. Tunggu diterima tim ya.
join-refused-lately = Permintaanmu ditolak tim. Boleh minta lagi setelah sehari.
join-is-member = Sudah ada di tim.
join-left = Orang ini sudah keluar dari grup. Tidak ada yang diubah.
join-accepted = ✅ { $person } sekarang di tim sebagai <b>{ $role }</b>, diterima { $by }.
join-refused = ❌ { $by } menolak: { $person } tidak bergabung ke tim.
team-JoinRequestOver = Permintaan ini sudah tidak berlaku: sudah diputuskan, atau lewat sehari.
refused-role = Peranmu di sini { $role }. Ini untuk: { $needed }.

## Refunds
refunds-header = <b>Refund belum dikirim</b> · { $count } pesanan
refunds-sum = Total { $sum }
refunds-sum-least = Total { $sum } + { $count } pesanan yang jumlahnya belum diketahui
refunds-none = Tidak ada. Semua sudah beres 👍
refunds-reading = ⏳ Pesanan batal di Ngorder masih saya cek. Tekan Muat ulang sebentar lagi.
refunds-unread = ⚠️ Pesanan batal di Ngorder belum bisa dicek semua. Ini yang sudah tercatat.
refunds-today = hari ini
refunds-days = { $days } hari
refund-open = 💸 Refund { $amount } belum dikirim
refund-open-unsure = 💸 Refund belum dikirim (jumlahnya cek di Ngorder)
refund-done = ✅ Sudah direfund, dicatat { $person }
refund-returned = ↩️ Pesanan aktif lagi, tidak perlu refund
refund-unknown = Tidak ada refund untuk pesanan ini.
refund-canceled-by = Dibatalkan oleh { $person }, { $time }
refund-way-question = Lewat apa?
refund-way = Lewat: { $way }
refund-way-transfer = Transfer bank
refund-way-ewallet = E-wallet
refund-way-marketplace = Marketplace
refund-way-cash = Tunai
refund-way-other = Lainnya
button-refunded = Sudah direfund
button-undo = Urungkan
button-back-to-refunds = ‹ Daftar refund
delete-warn-refund = ⚠️ { $sentence }. Setelah dihapus tetap tercatat di /refund.

## Daily digest
digest-title-yesterday = 📋 <b>Ringkasan kemarin</b>
    { $day }
digest-title-today = 📋 <b>Ringkasan hari ini</b>
    sampai { $time }
digest-nothing = Tidak ada pesanan yang diubah lewat saya, tidak ada yang menunggu, semua refund beres 👍
digest-idle = Tidak ada pesanan yang diubah lewat saya.
digest-done-cancel = ❌ Dibatalkan: <b>{ $count }</b> ({ $people })
digest-done-return = ↩️ Diaktifkan lagi: <b>{ $count }</b> ({ $people })
digest-done-delete = 🗑 Dihapus permanen: <b>{ $count }</b> ({ $people })
digest-sum-cancel = ❌ Dibatalkan: <b>{ $count }</b>
digest-sum-return = ↩️ Diaktifkan lagi: <b>{ $count }</b>
digest-sum-delete = 🗑 Dihapus permanen: <b>{ $count }</b>
digest-somebody = tanpa nama
digest-awaiting = ⏳ Menunggu persetujuan: <b>{ $count }</b>
digest-unknown = ❓ Hasilnya belum pasti: <b>{ $count }</b>
digest-paused = ⏸ Dijeda, lihat /proses: <b>{ $count }</b>
digest-owed = 💸 Refund belum dikirim: <b>{ $count }</b> tercatat
digest-oldest = Paling lama: { $age }
button-refunds = Daftar refund
button-canceled-of = Pesanan batal { $day }

## Command menu
command-start = Mulai
command-cancel = Batalkan pesanan
command-canceled = Daftar pesanan batal
command-export = Unduh Excel pesanan batal
command-runs = Proses yang sedang berjalan
command-refunds = Refund yang belum dikirim
command-team = Siapa saja di tim
command-settings = Bahasa, tujuan Excel, grup
command-help = Cara pakai
command-stop = Tidak jadi

## Before the first word
bot-description = Batalkan pesanan Ngorder langsung dari chat, sendiri atau di grup tim.

    • Batalkan lewat ID atau nomor PO
    • Lihat pesanan batal, ditolak, dan kedaluwarsa
    • Aktifkan lagi, atau hapus permanen
    • Unduh Excel-nya

    Tidak ada pesanan yang berubah sebelum kamu konfirmasi. Khusus tim toko.
bot-short-description = Batalkan pesanan Ngorder dari chat, lihat yang sudah batal, unduh Excel-nya. Khusus tim toko.

find-ask = Cari apa? Kirim nama, no. HP, resi, invoice, produk, PO, atau misalnya <code>cod belum dibayar minggu lalu</code>. /keluar kalau tidak jadi.
find-problem-empty = Yang dicari belum jelas. Coba nama, no. HP, atau resi, misalnya <code>siti rahma</code>.
find-problem-too-short = Satu huruf terlalu pendek. Kirim minimal dua huruf.
find-problem-too-long = Terlalu panjang untuk dicari. Kirim nama, no. HP, atau resinya saja.
find-gone = Hasil pencarian ini sudah tidak disimpan. Kirim lagi yang mau dicari.
find-searching = 🔎 Mencari <b>{ $what }</b>…
find-scope = { $scope }
find-progress = { $read } dari { $total } pesanan sudah dibaca.
find-progress-start = { $read } pesanan sudah dibaca.
find-so-far = Sementara ketemu { $count }:
find-found = 🔎 <b>{ $what }</b>: ketemu { $count }
find-none = 🔎 <b>{ $what }</b>: tidak ketemu
find-most = Yang tampil { $count } pertama. Persempit dengan nama lengkap atau tanggal.
find-read = Dari { $read } pesanan yang dibaca, lengkap ({ $time }).
find-read-part = Baru { $read } dari { $total } pesanan yang dibaca, jadi mungkin masih ada yang lain.
find-read-unproven = Dari { $read } pesanan yang dibaca ({ $time }). Daftarnya berubah saat dibaca, jadi mungkin ada yang terlewat.
find-stopped = Pencarian dihentikan.
find-broken-off = Ngorder tidak bisa dibaca sampai habis. Coba cari lagi nanti.
find-active-days = Pesanan aktif: { $days } hari terakhir; yang lebih lama lewat pencarian Ngorder.
find-active = Aktif
find-mark-active = aktif
find-mark-rejected = ditolak
find-mark-expired = kedaluwarsa
find-trait-cod = COD
find-trait-paid = Lunas
find-trait-unpaid = Belum dibayar
find-trait-installment = Cicilan
find-trait-shipped = Sudah dikirim
find-trait-unshipped = Belum dikirim
find-stopping = Dihentikan. Yang sudah ketemu ditampilkan.
button-stop = Stop
button-back-to-found = ‹ Kembali ke hasil
placeholder-find = Nama, no. HP, resi …
command-find = Cari pesanan: nama, no. HP, resi …
help-find = { $command } – cari pesanan lewat nama, no. HP, resi, invoice, produk, atau PO
command-activity = Siapa melakukan apa
help-forget = { $command } – hapus nama seseorang dari riwayat; yang dilakukannya tetap tercatat
forget-whom = <b>Nama siapa yang mau dihapus dari riwayat { $shop }?</b>
forget-note = Yang dilakukannya tetap tercatat. Kalau orangnya tidak ada di sini: /lupakan lalu ID Telegram-nya.
forget-nobody = Tidak ada nama di riwayat.
forget-question = <b>Hapus nama { $person } dari riwayat?</b>
forget-for-good = ⚠️ Gantinya tertulis { $instead }. Yang dilakukannya tetap tercatat. Ini tidak bisa diurungkan.
forget-of-team = Orangnya masih di tim: yang dilakukannya setelah ini tercatat dengan namanya lagi.
forget-yes = Ya, hapus namanya
forget-no = Tidak jadi
forget-done = Namanya sudah dihapus dari riwayat. Gantinya tertulis { $instead }.
help-activity = { $command } – siapa melakukan apa dan kapan; tambahkan ID untuk satu pesanan
activity-title = <b>Riwayat { $shop }</b>
activity-of-order = Pesanan #{ $id }
activity-own = Hanya yang menyangkut kamu. Manajer dan pemilik bisa lihat semua.
activity-none = Belum ada apa-apa.
activity-page = Halaman { $page } dari { $pages }
activity-when = <b>{ $time }</b> · { $person }
activity-short = { $time } · { $person } · { $what }
activity-bot = bot
activity-forgotten = Orang ke-{ $number }
button-activity-excel = Excel
activity-file = riwayat
activity-sheet = Riwayat
activity-rows = { $count } baris
activity-too-long = Lebih dari 10.000 baris. Pilih orang, jenis, atau tanggalnya dulu.
activity-column-number = No.
activity-column-time = Waktu
activity-column-person = Siapa
activity-column-what = Apa
activity-column-about = Tentang
activity-column-note = Catatan
activity-column-chat = Di mana
activity-in-group = grup
activity-in-private = chat pribadi
activity-by-person = Orang
activity-by-group = Jenis
activity-by-days = Tanggal
activity-all = Lihat semua
activity-back = ‹ Riwayat
activity-choose-person = Riwayat siapa?
activity-choose-group = Mau cari apa?
activity-choose-days = Tanggal berapa?
button-history = Riwayat
activity-group-acts = Pesanan
activity-group-approval = Persetujuan
activity-group-team = Tim
activity-group-looks = Excel dan no. HP
activity-group-shop = Toko dan pengaturan
activity-group-security = Ditolak dan mencurigakan
activity-what = { $kind ->
    [cancel] Batalkan { $order }: { $result }
    [return] Aktifkan lagi { $order }: { $result }
    [delete] Hapus { $order }: { $result }
    [undo] Diurungkan: { $result } { $order }
    [reason] Alasan { $order }: { $result }
    [refunded] Sudah refund { $order }
    [notRefunded] Ternyata belum refund { $order }
    [bulk] Banyak pesanan sekaligus: { $result }
    [approvalAsked] Minta persetujuan: { $result } { $order }
    [approvalGiven] Menyetujui permintaan { $about }: { $result } { $order }
    [approvalRefused] Menolak permintaan { $about }: { $result } { $order }
    [approvalWithdrawn] Menarik permintaan: { $result } { $order }
    [approvalExpired] Permintaan { $about } tidak dijawab sehari: { $result } { $order }
    [invited] Membuat undangan sebagai { $role }
    [joined] Masuk tim sebagai { $role }
    [joinAsked] Minta masuk tim
    [joinRefused] Tidak diterima: { $about }
    [role] { $about }: { $before } → { $role }
    [removed] Mengeluarkan { $about } ({ $role })
    [left] Keluar dari grup, jadi bukan tim lagi ({ $role })
    [forgotten] Menghapus nama { $about }
    [reveal] Melihat no. HP dan alamat: { $order }
    [export] Mengunduh Excel { $result }
    [activityExport] Mengunduh riwayat (Excel): { $result }
    [settings] Pengaturan: { $result }
    [chatSettings] Pengaturan chat
    [shopConnected] Menghubungkan toko
    [shopRenewed] Memperbarui token toko
    [shopDisconnected] Memutuskan toko
    [chatBound] Chat ini sekarang untuk toko ini
    [chatUnbound] Chat ini tidak lagi untuk toko ini
    [tokenRefused] Token toko ditolak Ngorder
    [refusal] Tidak berhak: { $result }
    [forged] ⚠️ Menekan tombol yang tidak pernah ditampilkan di chat itu: { $result }
    [tokenShown] ⚠️ Mengirim token toko di tempat yang salah
    [broken] ⚠️ Riwayat sebelumnya diubah dari luar
   *[other] { $kind }
  }
activity-many = { $act } ({ $count } pesanan)
activity-kind-cancel = Batalkan
activity-kind-return = Aktifkan lagi
activity-kind-delete = Hapus
activity-kind-undo = Urungkan
activity-kind-reason = Alasan
activity-kind-refunded = Sudah refund
activity-kind-notRefunded = Belum refund
activity-kind-approvalAsked = Minta persetujuan
activity-kind-approvalGiven = Disetujui
activity-kind-approvalRefused = Tidak disetujui
activity-kind-approvalWithdrawn = Ditarik
activity-kind-approvalExpired = Tidak ada yang menyetujui
activity-kind-reveal = Melihat no. HP dan alamat
activity-result-done = berhasil
activity-result-refused = ditolak Ngorder
activity-result-changed = tidak jadi, data pesanan berubah
activity-result-elsewhere = tidak jadi, pesanannya sudah pindah
activity-result-unread = tidak jadi, Ngorder tidak bisa diakses
activity-result-stale = tidak jadi, konfirmasinya sudah lewat
activity-result-notAllowed = tidak jadi, haknya sudah dicabut
activity-result-notDone = tidak terjadi
activity-result-unreadable = tidak jadi, datanya tidak bisa dibaca lagi
activity-result-saidNotDone = tidak terjadi, kata tim
forged-request = dari konfirmasi atau proses di chat lain
forged-search = dari pencarian di chat lain
forged-selection = dari pesanan yang dipilih di chat lain
forged-shop = dari toko ini, padahal chat itu bukan untuk toko ini
tried-stranger = bukan anggota tim
tried-browse = lihat pesanan
tried-find = cari pesanan
tried-export = unduh Excel
tried-cancel = batalkan
tried-return = aktifkan lagi
tried-delete = hapus
tried-bulk = banyak sekaligus
tried-approve = menyetujui
tried-reveal = lihat no. HP dan alamat
tried-settings = pengaturan
tried-invite = mengundang
tried-roles = atur peran
tried-shops = toko
reason-changedMind = pembeli tidak jadi
reason-outOfStock = stok habis
reason-wrongAddress = salah alamat
reason-notPaid = belum bayar
reason-doubleOrder = pesanan dobel
reason-other = lainnya

reason-is-yes = ❓ Kenapa? Pilih alasannya, itu sekaligus Ya.
reason-ask-first = Kenapa mau dibatalkan? Tulis singkat saja, itu sekaligus Ya. Atau /keluar.
alert-reason-needed = Toko ini mewajibkan alasan untuk setiap pembatalan. Pilih salah satu tombolnya.
activity-because = { $result } ({ $why })
button-yes-changedMind = Ya, pembeli batal
button-yes-outOfStock = Ya, stok habis
button-yes-wrongAddress = Ya, salah alamat
button-yes-notPaid = Ya, belum bayar
button-yes-doubleOrder = Ya, dobel
button-yes-other = Ya, lainnya …
reason-given = Alasan: { $reason }
reason-given-note = Alasan: { $reason } – { $note }
reason-ask = Kenapa dibatalkan? Tulis singkat saja, atau /keluar.
reason-too-long = Itu { $length } huruf. Paling banyak { $most } ya, atau /keluar.
reason-noted = Oke, dicatat.
placeholder-reason = Alasannya
button-change-reason = Ganti alasan
button-reason-changedMind = Alasan: tidak jadi
button-reason-outOfStock = Alasan: stok habis
button-reason-wrongAddress = Alasan: salah alamat
button-reason-notPaid = Alasan: belum bayar
button-reason-doubleOrder = Alasan: dobel
button-reason-other = Alasan: lainnya

# Toko: cara menghubungkan, dan toko mana yang dipakai

command-connect = Hubungkan toko
command-shop = Toko yang dipakai
help-connect = { $command } – hubungkan toko; di grup: pilih toko untuk grup itu
help-shop = { $command } – toko mana yang dipakai di sini
chat-without-shop = Grup ini tidak terhubung ke toko mana pun. Pemilik atau manajer kirim /hubungkan di sini.
shop-line = 🏪 <b>{ $shop }</b>
shop-not-connected = Belum ada toko yang terhubung di sini. Pemilik menghubungkannya lewat /hubungkan di chat pribadi dengan saya.
owner-welcome = 👋 Bot ini sekarang milikmu. Berikutnya, hubungkan tokomu: /hubungkan
connect-ask = <b>Kirim token Ngorder tokomu.</b>
connect-where = Tokennya ada di app.ngorder.id, menu pengaturan, bagian kunci open API.
connect-deleted-at-once = Pesanmu langsung saya hapus, dan tokennya disimpan terenkripsi.
connect-shops = Yang sudah terhubung (perbarui atau putuskan):
connect-leave = Nanti saja: /keluar
connect-rejected = Token ini tidak diterima Ngorder. Salin lagi sampai lengkap, atau buat yang baru di Ngorder.
connect-again = Kirim lagi tokennya, atau /keluar.
connect-delete-it = ⚠️ Pesan berisi token tidak bisa saya hapus. Tolong hapus sendiri ya.
connect-was-deleted = Pesan berisi token sudah dihapus.
connect-alone-first = Belum ada toko terhubung yang bisa kamu pilih di sini. Pemilik menghubungkannya lewat /hubungkan di chat pribadi dengan saya.
shop-connected = ✅ <b>{ $shop }</b> sudah terhubung.
shop-connected-next = Coba /dibatalkan, undang tim lewat /tim, atau masukkan saya ke grup tim.
shop-renewed = ✅ Token <b>{ $shop }</b> sudah diperbarui.
renew-ask = <b>Kirim token baru { $shop }.</b>
token-in-group = ⚠️ Saya hapus pesan yang mirip token: token jangan dikirim di grup. Buat token baru di Ngorder karena mungkin sudah dilihat orang, lalu kirim ke chat pribadi saya setelah /hubungkan.
token-in-group-stays = ⚠️ Ini mirip token, dan token jangan dikirim di grup. Saya tidak bisa menghapusnya: hapus pesannya, buat token baru di Ngorder, lalu kirim ke chat pribadi saya setelah /hubungkan.
token-unasked = Pesan tadi mirip token, jadi saya hapus dan tidak saya simpan. Untuk menghubungkan toko, mulai dengan /hubungkan.
token-unasked-stays = Pesan tadi mirip token. Tidak saya simpan, tapi tidak bisa saya hapus: tolong hapus sendiri. Untuk menghubungkan toko, mulai dengan /hubungkan.
shop-page = <b>{ $shop }</b> terhubung.
shop-page-off = <b>{ $shop }</b> tidak terhubung. Tim, pengaturan, dan riwayatnya tetap ada.
shop-off = { $shop } (tidak terhubung)
button-renew-token = Perbarui token
button-connect-again = Hubungkan lagi
button-disconnect = Putuskan
disconnect-ask = Putuskan <b>{ $shop }</b>? Tokennya saya lupakan, dan tidak ada lagi yang dibaca atau diubah di sana. Tim dan riwayat tetap ada.
disconnect-yes = Ya, putuskan
disconnect-no = Tidak jadi
shop-only = Kamu bekerja untuk <b>{ $shop }</b>.
shop-current = Di sini dipakai toko <b>{ $shop }</b>.
shop-choose = Tombol di pesan lama tetap untuk tokonya masing-masing. Mau ganti toko?
shop-of-group = Grup ini untuk <b>{ $shop }</b>.
shop-of-topic = Topik ini untuk <b>{ $shop }</b>.
shop-of-group-change = Pemilik atau manajer bisa menggantinya lewat /hubungkan.
shop-of-group-end = Pemilik bisa melepasnya lewat /pengaturan.
button-unbind = Lepas dari toko
unbind-ask-group = <b>Lepas grup ini dari { $shop }?</b>
unbind-ask-topic = <b>Lepas topik ini dari { $shop }?</b>
unbind-means = Setelah itu perintah untuk toko ini tidak saya layani di sini, dan tombol di pesan lama tidak berfungsi.
unbind-members = Yang masuk tim hanya karena ada di grup ini tidak lagi anggota tim.
unbind-open = Konfirmasi yang belum dijawab di sini tidak bisa dijawab lagi, jadi tidak ada yang berubah.
unbind-under-way = Yang sudah dikonfirmasi tetap jalan dan hasilnya tetap muncul di sini. Yang menunggu persetujuan bisa disetujui di chat pribadi dengan saya.
unbind-yes = Ya, lepas
unbind-no = Tidak jadi
unbound-group = ✅ Grup ini tidak lagi untuk <b>{ $shop }</b>.
unbound-topic = ✅ Topik ini tidak lagi untuk <b>{ $shop }</b>.
unbound-again = Pemilik atau manajer bisa menghubungkannya lagi lewat /hubungkan.
unbound-already = Sudah dilepas. Tidak ada yang berubah.
bind-ask-group = Grup ini untuk toko yang mana?
bind-ask-topic = Topik ini untuk toko yang mana?
bound-group = ✅ Mulai sekarang grup ini untuk <b>{ $shop }</b>.
bound-topic = ✅ Mulai sekarang topik ini untuk <b>{ $shop }</b>.
shop-token-refused = ⚠️ Token <b>{ $shop }</b> ditolak Ngorder: tokennya sudah diganti, atau langganannya habis. Salin token baru di Ngorder, lalu kirim ke saya lewat /hubungkan. Sebelum itu, pesanan toko ini tidak bisa dibuka atau diubah.
shop-expires-soon = ⏳ Langganan Ngorder <b>{ $shop }</b> habis tanggal { $date }. Tokennya ikut habis: setelah diperpanjang, kirim token barunya lewat /hubungkan.
shop-expires-tomorrow = ⏳ Langganan Ngorder <b>{ $shop }</b> habis paling lambat besok ({ $date }). Perpanjang di Ngorder, lalu kirim token barunya lewat /hubungkan.

## Statistics
command-stats = Angka pesanan batal per periode
help-stats = { $command } – berapa pesanan yang batal, ditolak, kedaluwarsa, dan apa saja yang dikerjakan tim; bisa juga { $command } bulan lalu
stats-title = 📊 <b>Statistik · { $dates }</b>
stats-counting = ⏳ Sedang dihitung…
stats-stopping = Dihentikan. Yang sudah dihitung ditampilkan.
stats-stopped = Penghitungan dihentikan.
stats-read-part = ⚠️ Baru { $read } dari { $total } pesanan terbaca, jadi masih ada lagi.
stats-read-unproven = ⚠️ Daftarnya berubah saat dibaca, jadi mungkin masih ada lagi.
stats-by-order-date = Menurut tanggal pesanan:
stats-sum = • { $type }: <b>{ $count }</b> · { $sum }
stats-sum-least = • { $type }: <b>{ $count }</b> · minimal { $sum }
stats-least = • { $type }: minimal <b>{ $count }</b> · { $sum }
stats-owed = 💸 Belum direfund: <b>{ $count }</b> · { $sum } (semua tanggal)
stats-owed-sum-least = 💸 Belum direfund: <b>{ $count }</b> · minimal { $sum } (semua tanggal)
stats-owed-least = 💸 Belum direfund: minimal <b>{ $count }</b> · { $sum } (semua tanggal)
stats-of-canceled = <b>Dari { $count } yang dibatalkan</b>
stats-of-canceled-least = <b>Dari { $count } yang dibatalkan dan sudah terbaca</b>
stats-paid = Sudah dibayar: { $paid }
stats-paid-cod = Sudah dibayar: { $paid } · COD: { $cod }
stats-sources = Asal: { $sources }
stats-others = lainnya { $count }
stats-products = Produk terbanyak:
stats-team = <b>Tim lewat bot, { $dates }</b>
stats-team-nothing = Lewat bot, tim belum mengubah pesanan apa pun ({ $dates }).
stats-person = • { $person }: { $acts }
stats-more-people = dan { $count } orang lagi
stats-did-cancel = { $count } dibatalkan
stats-did-return = { $count } diaktifkan lagi
stats-did-delete = { $count } dihapus
stats-reasons = Alasan batal: { $reasons }
stats-no-reason = tanpa alasan
stats-counted = Dihitung { $time }. { $count ->
    [0] Tidak ada pesanan batal, ditolak, atau kedaluwarsa di tanggal ini.
   *[other] Semua { $count } pesanan terbaca.
  }
stats-counted-part = Dihitung { $time }, belum lengkap.
button-count-again = Hitung lagi
search-waits = ⏳ Toko ini sedang tidak terhubung ke Ngorder. Hasilnya muncul di sini setelah dihubungkan lagi lewat /hubungkan.
search-no-right = Tidak ditampilkan: yang memintanya sudah tidak punya akses.
