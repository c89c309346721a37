verbatim = { $text }

## Orders
order-title = <b>{ $order }</b>
fact-status = Status: { $value }
fact-date = Ordered: { $date }
fact-buyer = Buyer: { $value }
fact-product = • { $quantity } × { $name }
# An @ that touches the price would make Telegram take `@Rp165` for somebody's name.
fact-product-priced = • { $quantity } × { $name } @{ "\u00A0" }{ $price }
fact-more-products = and { $count } more products
fact-more-products-priced = and { $count } more products: { $price }
fact-total = Total: <b>{ $total }</b>
fact-remaining = Still to pay: { $amount }
fact-payment = Payment: { $value }
fact-progress = Progress: { $value }
fact-cod = Cash on delivery (COD)
fact-phone = Phone: { $value }
fact-address = Address: { $value }
fact-courier = Courier: { $value }
fact-awb = AWB: <code>{ $value }</code>
fact-shipping-cost = Shipping: { $cost }
fact-other-costs = Other costs or discounts: { $cost }
fact-source = Source: { $value }
fact-warehouse = Warehouse: { $value }
fact-bank = Bank: { $value }
fact-note = Note: { $value }
fact-invoice = Invoice: { $value }
fact-created = Created by: { $value }
fact-updated = Last changed by: { $value }
fact-created-at = Created: { $value }
fact-updated-at = Last changed: { $value }
status-CANCELED = Canceled
status-CANCEL = Canceled
status-REJECTED = Rejected
status-EXPIRED = Expired
status-ACCEPTED = Active
payment-PAID = Paid
payment-UNPAID = Not paid
payment-INSTALLMENT = Partly paid
paid-amount = Already paid ({ $amount })
paid-in-full = Already paid
paid-in-part = Partly paid
paid-otherwise = Payment: { $value }
progress-UNPAID = Waiting for payment
progress-NO-AWB = No AWB yet
progress-ON-PROCESS = On its way
progress-DELIVERED = Delivered
progress-UNPROCESSED = Not processed yet
progress-INSTALLMENT = Partly paid

## Acts: cancel
cancel-question = <b>Cancel this order?</b>
cancel-unseen = It has not turned up yet. Cancel it only if you are sure of the number.
cancel-warn-paid = ⚠️ { $paid }. Remember to refund the buyer.
cancel-warn-shipped = ⚠️ The parcel is on its way, AWB { $awb }. Canceling here does not stop it.
cancel-warn-shipped-no-awb = ⚠️ The parcel is on its way. Canceling here does not stop it.
cancel-warn-marketplace = ⚠️ This does not cancel it in { $marketplace }. Cancel it there too.
cancel-yes = Yes, cancel order
cancel-yes-unseen = Yes, cancel #{ $id } anyway
cancel-no = No, keep it
cancel-declined = Kept. { $person } decided not to cancel it.
cancel-checking = ⏳ Checking whether the order got canceled after all.
cancel-working = ⏳ Canceling… (by { $person })
cancel-unknown = ⏳ No answer from Ngorder yet. Checking whether the order is canceled; please don't do it again.
cancel-ask-person = Ngorder has been out of reach for a day. Please look there: is this order canceled?
cancel-done = ✅ Canceled by { $person }.
cancel-done-reading = ✅ The order is canceled (looked up in Ngorder).
cancel-done-person = ✅ Canceled (the team looked it up in Ngorder).
cancel-refused = ❌ Not canceled: Ngorder refused.
cancel-changed = ⚠️ Not canceled yet: the order has changed, look again.
cancel-turned-up = ⚠️ Not canceled yet: the order has turned up now. Look at it below.
cancel-changed-since = ❌ Not canceled: the order was just changed in Ngorder.
cancel-failed = ❌ Not canceled.
cancel-not-done = ❌ Not canceled: the request did not get through. The order is still active.
cancel-said-not-done = ❌ Not canceled (the team looked it up in Ngorder).

## Acts: return
return-question = <b>Return this order to active?</b>
return-final-REJECTED = ℹ️ It had been rejected. It can't be made so again: canceled later, it is simply canceled.
return-final-EXPIRED = ℹ️ It had expired. It can't be made so again: canceled later, it is simply canceled.
return-yes = Yes, return order
return-no = No, keep it
return-declined = Still canceled: { $person } decided not to return it.
return-checking = ⏳ Checking whether the order became active after all.
return-working = ⏳ Returning… (by { $person })
return-unknown = ⏳ No answer from Ngorder yet. Checking whether the order is active again; please don't do it again.
return-ask-person = Ngorder has been out of reach for a day. Please look there: is this order active again?
return-done = ✅ Returned to active by { $person }.
return-done-reading = ✅ The order is active again (looked up in Ngorder).
return-done-person = ✅ Active again (the team looked it up in Ngorder).
return-refused = ❌ Not returned: Ngorder refused.
return-changed = ⚠️ Not returned yet: the order has changed, look again.
return-changed-since = ❌ Not returned: the order was just changed in Ngorder.
return-failed = ❌ Not returned.
return-not-done = ❌ Not returned: the request did not get through. The order is still canceled.
return-said-not-done = ❌ Not active (the team looked it up in Ngorder).

## Acts: delete
delete-question = <b>Delete this order for good?</b>
delete-for-good = ⚠️ <b>Everything below will be gone for good.</b> A deleted order can't be brought back.
delete-grace = ↩️ You can undo it for { $seconds } seconds after your Yes, and never after that.
delete-held = 🗑 <b>Deleted in { $seconds } seconds</b> (by { $person }). Nothing is changed yet.
delete-undone = ↩️ Undone by { $person }. Nothing was deleted.
deleted-kept = It is gone from Ngorder. I have kept it as it was:
deleted-unreadable = It is gone from Ngorder, and its data is not kept any more.
deleted-gone = Nothing is kept of this order any more.
deleted-open-private = Open your private chat with me first: the file goes there.
deleted-sent = Sent to your private chat.
button-deleted-xlsx = Get as Excel
button-deleted-json = Get as JSON
find-deleted = Deleted, kept as they were ({ $count }):
delete-warn-paid = ⚠️ { $paid }. The record of the payment goes with it.
delete-warn-shipped = ⚠️ The parcel was shipped, AWB { $awb }.
delete-warn-shipped-no-awb = ⚠️ The parcel was shipped.
delete-yes = Yes, delete for good
delete-no = No, keep it
delete-declined = Kept. { $person } decided not to delete it.
delete-checking = ⏳ Checking whether the order got deleted after all.
delete-working = ⏳ Deleting… (by { $person })
delete-unknown = ⏳ No answer from Ngorder yet. Checking whether the order is gone; please don't do it again.
delete-ask-person = Ngorder has been out of reach for a day. Please look there: is this order gone?
delete-done = 🗑 Deleted for good by { $person }.
delete-done-reading = 🗑 The order is gone (looked up in Ngorder).
delete-done-person = 🗑 Gone (the team looked it up in Ngorder).
delete-refused = ❌ Not deleted: Ngorder refused.
delete-changed = ⚠️ Not deleted yet: the order has changed, look again.
delete-changed-since = ❌ Not deleted: the order was just changed in Ngorder.
delete-failed = ❌ Not deleted.
delete-not-done = ❌ Not deleted: the order is still there. Confirm again below.
delete-said-not-done = ❌ Not deleted (the team looked it up in Ngorder).

## Acts: what all share
at-time = { $time }
warn-delivered = ⚠️ The buyer has the parcel already.
after-refund = 💸 Refund { $amount } to the buyer
after-refund-unsure = 💸 See to the refund: { $paid }
after-parcel = 📦 Ask the courier to send the parcel back, AWB { $awb }
after-parcel-no-awb = 📦 Ask the courier to send the parcel back
after-marketplace = 🛒 Cancel it in { $marketplace } too
# To the buyer, in the buyer's language whatever the team speaks.
whatsapp-canceled = Halo { $buyer }, pesanan { $order } sudah kami batalkan ya. Terima kasih 🙏
whatsapp-canceled-paid = Halo { $buyer }, pesanan { $order } sudah kami batalkan ya. Pembayaran { $amount } akan kami refund. Boleh kirim nomor rekening atau e-wallet-nya? Terima kasih 🙏
unknown-unread = ⚠️ Ngorder is out of reach right now. I keep trying; the result will appear here.
nothing-sent = ⚠️ Nothing was changed.
decision-stale = ⚠️ Nothing was changed: the confirmation was too old. Confirm again below.
act-unreadable = ❌ Not done. What was seen of it then can’t be read any more, since the bot’s key is another one.
key-lost = 🔑 The bot was started with another SECRET_KEY. Some of what it kept can’t be read any more: messages it had not dealt with yet, orders in questions, results and refunds, and the activity up to now.

    No order was changed because of that, and everything new works as always. Whoever runs the bot can bring the rest back: put the former key into SECRET_KEY_OLD and start it again.
key-lost-shops = These shops can’t be reached at Ngorder until you send me their token again, after /connect in our private chat: { $shops }
decider-left = Who confirmed it has no right to it any more.
question-expired = Time to confirm is over. Nothing was changed.
order-gone = The order was not found, neither among the active nor the canceled ones.
order-is-active = The order is active now.
order-is-CANCEL = The order is already canceled.
order-is-REJECTED = This order is Rejected.
order-is-EXPIRED = This order is Expired.
change-status = Status: { $before } → { $after }
change-paymentStatus = Payment: { $before } → { $after }
change-progress = Progress: { $before } → { $after }
change-totalAmount = Total: { $before } → { $after }
alert-decided-done = { $who ->
    [self] Already done.
   *[other] { $person } already confirmed it, and it is done.
  }
alert-decided-failed = { $who ->
    [self] It failed. This message says why.
   *[other] { $person } already confirmed it, but it failed. This message says why.
  }
alert-decided-under-way = { $who ->
    [self] Already confirmed.
   *[other] { $person } already confirmed it. The result will appear here.
  }
alert-decided-declined = { $who ->
    [self] You already said no.
   *[other] { $person } already said no.
  }
alert-expired = This confirmation is too old. Send the command again.
alert-replaced = There is a newer confirmation: use that one.
alert-busy = { $who ->
    [self] This order is still being worked on. Wait for the result.
   *[other] { $person } is working on this order. Wait for the result.
  }
alert-busy-somebody = Somebody is working on this order. Wait for the result.
alert-unknown-action = This button no longer works.
alert-other-chat = This confirmation belongs to another chat.
alert-settled = Already settled.

## Approval
cancel-approval = <b>Approve: cancel this order?</b>
return-approval = <b>Approve: return this order to active?</b>
delete-approval = <b>Approve: delete this order for good?</b>
approval-needed = 🔒 This takes a second person. After your Yes I ask those who may approve.
approval-asked = Asked for by { $person }, { $time }
approval-why-delete = A second person is needed: for every delete.
approval-why-amount = A second person is needed: the total is above the shop's limit, or unknown.
approval-why-bulk = A second person is needed: many orders at once.
approval-waits = ⏳ Waits for approval until { $time }. Nothing has changed yet.
approval-given = Approved by { $person }.
approval-refused = ❌ Refused by { $person }. What { $asker } asked for was not done.
approval-withdrawn = Withdrawn by { $person }. Nothing was changed.
approval-expired = For a day nobody answered what { $asker } asked for. Nothing was changed.
button-approval-yes = Yes, approve
button-approval-no = No, refuse
button-withdraw = Withdraw
alert-own-request = Somebody else has to approve what you asked for.
alert-not-who-asked = Only { $person } can withdraw this.
alert-nobody-approves = This takes a second person, and nobody else may approve it yet. Add a manager by /team.
alert-approval-expired = A day has passed. Ask again if it is still needed.
alert-decided-awaiting = { $who ->
    [self] You have asked for it. Somebody else has to approve it now.
   *[other] { $person } has asked for it. It waits for approval.
  }
alert-decided-withdrawn = { $who ->
    [self] You have withdrawn it.
   *[other] { $person } has withdrawn it.
  }
alert-decided-undone = { $who ->
    [self] You have undone it. Nothing was deleted.
   *[other] { $person } has undone it. Nothing was deleted.
  }
alert-undone = It is undone already. Nothing was deleted.
alert-undo-late = Too late: the request is on its way to Ngorder, or was.
alert-answered-approved = { $who ->
    [self] You have approved it.
   *[other] { $person } has approved it.
  }
alert-answered-refused = { $who ->
    [self] You have refused it.
   *[other] { $person } has refused it.
  }

## Buttons
button-ask-again = Ask again
button-try-again = Try again
button-happened = It happened
button-not-happened = It didn't
button-back-to-list = ‹ Back to the list
button-cancel = Cancel
button-cancel-again = Cancel again
button-return = Return
button-delete = Delete
button-whatsapp = WhatsApp the buyer
button-copy-id = Copy ID
button-copy-awb = Copy AWB
button-copy-phone = Copy phone
button-reveal = Show phone and address
button-dates = Dates
button-refresh = Refresh
button-excel = Excel
button-get-excel = Get the Excel
button-type-dates = Type dates…
button-excel-of-these = Excel of these
button-excel-to-me = Excel to me
button-excel-here = Excel here
button-csv = CSV
button-stop-export = Stop
button-open-private = Open the private chat
button-send-privately = Send it to me privately instead
button-show = Show #{ $id }

## Reveal
reveal-sent = #{ $id }: sent to your private chat.
reveal-open-private = { $person }, open the private chat with me: phone and address of #{ $id } come there at once.
reveal-gone = #{ $id } is no longer there, neither among the active nor the canceled orders.
reveal-unsure = #{ $id } has not turned up yet. Press again in a moment.

## Lists
type-CANCEL = Canceled
type-REJECTED = Rejected
type-EXPIRED = Expired
type-button-CANCEL = Canceled
type-button-REJECTED = Rejected
type-button-EXPIRED = Expired
list-header = <b>{ $type }</b> · { $count ->
    [one] { $count } order
   *[other] { $count } orders
  }
list-header-least = <b>{ $type }</b> · at least { $count ->
    [one] 1 order
   *[other] { $count } orders
}
list-dates = Order date: { $dates }
list-page = Page { $page } of { $pages }
list-sum-all = Total { $sum }
list-page-sum = Page { $page } of { $pages }: { $sum }
list-order = { $number }. <b>#{ $id }</b> { $about }
list-mark-paid = paid
list-mark-installment = paid in part
list-mark-shipped = shipped
list-canceled-today = <b>Canceled today by the team</b> ({ $count }), whenever it was ordered:
list-canceled-on = <b>Canceled on { $day } by the team</b> ({ $count }), whenever it was ordered:
list-more = … and { $count } more
list-empty = There are no such orders. Try other dates or another status.
list-order-gone = #{ $id } is gone: it is neither among the canceled orders nor among the active ones.
list-order-active = #{ $id } is active again.
list-order-unsure = #{ $id } has not turned up yet. Press again to go on looking.

## Dates
dates-question = Which dates? They are the days of the orders. Now: { $dates }
dates-from = from { $from }
dates-to = until { $to }
preset-today = Today
preset-7d = 7 days
preset-30d = 30 days
preset-month = This month
preset-last-month = Last month
preset-all = All dates
dates-ask = Which dates? Answer for example <code>last month</code>, <code>7 days</code>, <code>since 5 Jan</code>, <code>1-15 Jan</code> or <code>5/1/2021 - 20/1/2021</code>. /stop leaves this question.
dates-examples = Write for example <code>last month</code>, <code>7 days</code>, <code>since 5 Jan</code>, <code>1-15 Jan</code> or <code>5/1/2021 - 20/1/2021</code>. /stop leaves this question.
dates-unreadable = “{ $part }” can't be read as dates.
dates-no-such-date = There is no such day: “{ $part }”.
dates-end-before-start = The end lies before the start: “{ $part }”.
dates-in-the-future = “{ $part }” lies in the future; there are no orders yet.

## Asking for an order
reference-ask = Which order shall be canceled? Answer with its ID, for example <code>1338</code>, or <code>PO 10735</code>. /stop leaves this question.
reference-looks = An order ID is a whole number such as <code>1338</code>; a PO number is written <code>PO 10735</code>. Which order shall be canceled? /stop leaves this question.
reference-empty = There was no number in that.
reference-not-a-number = That is no order ID.
reference-not-positive = An order ID is greater than zero.
reference-fraction = An order ID has no dot or comma.
reference-too-long = That number is too long for an order ID.
reference-several = One order at a time, please.
reference-too-much-text = That is too much text for one order ID.
placeholder-order = 1338
placeholder-dates = 1-15 Jan
search-several = <b>{ $number }</b> is the ID of one order and the PO number of another. Which one?
search-canceled = This order is not active:
search-nowhere = <b>{ $name }</b> was not found: { $searched } orders were searched, active and canceled ones.
search-unfinished = <b>{ $name }</b> has not turned up yet: { $searched } orders were read, but the search could not be completed.
search-several-po = <b>{ $number }</b> is the PO number of several orders. Which one?
search-several-left = … and { $count } more. Name the one you mean by its ID, such as <code>#1338</code>.
search-by-po = <b>{ $number }</b> is the PO number of this order.
search-maybe-more = Not all orders could be searched, so another one may be meant.
button-search-again = Search again
button-other-number = Type another number

## Many orders at once
many-choice = You named <b>{ $count ->
    [one] 1 order
   *[other] { $count } orders
}</b>. What shall be done?
many-choice-document = The orders of <b>{ $name }</b>: what shall be done?
many-selected = ☑ Selected: <b>{ $count }</b>
button-select = Select
button-mark-page = All on this page
button-mark-all = All { $count }
document-xls = I can't read the old Excel format (.xls). Save it as .xlsx or .csv and send it again.
document-locked = This file has a password. Save it without one and send it again.
document-other = This file is no table. Send an .xlsx or .csv with a column of IDs or POs.
document-tooLarge = This file is too large. Send only the column of IDs or POs, 10 MB at most.
document-broken = This file is damaged and can't be opened. Save it anew and send it again.
document-empty = This file has no column of IDs or POs.
button-run-report = Report as Excel
report-total = Total
report-result = Result
report-person = By
report-because = Why canceled
report-reason = Reason
report-time = Time
report-done = Done
report-not-done = Not done
many-choice-note = Nothing is changed yet: first I show what they are.
button-many-cancel = Cancel selected
button-many-return = Return selected
button-many-delete = Delete selected
many-gathering = ⏳ Looking for { $count ->
    [one] 1 order
   *[other] { $count } orders
}…
many-gathering-list = ⏳ Reading the selected orders…
many-gathering-read = ⏳ Looking for { $count ->
    [one] 1 order
   *[other] { $count } orders
}… { $read } looked at so far.
many-question-cancel = <b>Cancel { $count ->
    [one] 1 order
   *[other] { $count } orders
}?</b>
many-question-return = <b>Return { $count ->
    [one] 1 order
   *[other] { $count } orders
} to active?</b>
many-question-delete = <b>Delete { $count ->
    [one] 1 order
   *[other] { $count } orders
} for good?</b>
many-sum = Total <b>{ $sum }</b>
many-sum-least = Total at least <b>{ $sum }</b> ({ $count ->
    [one] 1 order
   *[other] { $count } orders
} without a total)
many-delete-for-good = ⚠️ <b>Deleted orders can't be brought back.</b>
many-held = 🗑 <b>{ $count ->
    [one] 1 order is
   *[other] { $count } orders are
} deleted in { $seconds } seconds</b> (by { $person }). Nothing is changed yet.
many-undone = ↩️ Undone by { $person }. Nothing was deleted.
many-paid = 💰 { $count } paid ({ $sum }): { $orders }
many-cod = COD { $count }: { $orders }
many-shipped = 📦 { $count } shipped: { $orders }
many-already-cancel = ✓ { $count } already canceled: { $orders }
many-already-return = ✓ { $count } already active: { $orders }
many-elsewhere-cancel = ⏭ { $count } rejected or expired, left out: { $orders }
many-elsewhere-canceled = ⏭ { $count } not canceled, left out: { $orders }
many-changed-before = ⏭ { $count } changed since then, left out: { $orders }
many-final-return = ℹ️ { $count } were rejected or expired. They can't be made so again afterwards: { $orders }
many-final-cancel = ⏭ { $count } were rejected or expired before, which can't be brought back; they stay active: { $orders }
many-missing = ❓ { $count } not found: { $orders }
many-unsure = ❓ { $count } not found so far (not all orders could be read): { $orders }
many-ambiguous = ❓ { $count } fit several orders, write the #ID: { $orders }
many-repeated = 🔁 { $count } named more than once, counted once: { $orders }
many-reread = ✏️ { $count } read as whole numbers: { $orders }
many-unread = ❓ { $count } not understood: { $orders }
many-yes-cancel = Yes, cancel { $count ->
    [one] 1 order
   *[other] { $count } orders
}
many-yes-return = Yes, return { $count ->
    [one] 1 order
   *[other] { $count } orders
}
many-yes-delete = Yes, delete { $count } for good
many-no = No, leave them
many-declined = Left alone ({ $person }). Nothing was changed.
many-nothing-cancel = None of them can be canceled.
many-nothing-return = None of them can be returned.
many-nothing-delete = None of them can be deleted.
many-too-many = Too many: { $count } orders. At most { $most } at once.
many-working-cancel = ⏳ <b>Canceling { $count ->
    [one] 1 order
   *[other] { $count } orders
}</b> (by { $person })
many-working-return = ⏳ <b>Returning { $count ->
    [one] 1 order
   *[other] { $count } orders
}</b> (by { $person })
many-working-delete = ⏳ <b>Deleting { $count ->
    [one] 1 order
   *[other] { $count } orders
}</b> (by { $person })
runs-none = Nothing is being done to many orders now.
runs-under-way = <b>Under way</b>
runs-progress = { $over } of { $total }
runs-paused = paused
button-follow-run = Follow { $number }
many-counts = ✅ { $done } done · ❌ { $failed } failed · { $left } left
many-seconds-left = About { $seconds } seconds left
many-minutes-left = About { $minutes } minutes left
many-waits = ⏸ Waiting for Ngorder. I go on by myself as soon as it lets me.
many-paused-person = ⏸ Paused by { $person }.
many-paused-right = ⏸ Paused: { $person } has no right to it any more. Whoever has can continue it.
many-paused-standstill = ⏸ Paused, since it stood still for long. Continue it if it is still wanted.
many-paused-refused = ⏸ Paused: Ngorder refuses everything.
many-looking-up = Looking up the last { $count ->
    [one] 1 order
   *[other] { $count } orders
} in Ngorder…
button-run-pause = Pause
button-run-continue = Continue
button-run-stop = Stop
many-done-cancel = { $sign } <b>{ $done } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} canceled</b> by { $person }.
many-done-return = { $sign } <b>{ $done } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} returned</b> by { $person }.
many-done-delete = { $sign } <b>{ $done } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} deleted for good</b> by { $person }.
many-stopped = ⏹ Stopped by { $person }.
many-changed = ⏭ Changed since it was confirmed, skipped
many-changed-since = ❌ Just changed in Ngorder
many-busy = ⏭ Under way through another confirmation, skipped
many-not-done = ❌ The request did not get through
many-left-out = ⏹ Not reached, left as they were
many-gone = Not found any more
many-is-active = Active now
many-is-canceled = Not active any more
button-try-failed-again = Try the failed ones again
button-undo-run-return = Undo
button-undo-run-cancel = Undo
undo-asked = This is being undone already: the question stands in its own message.
undo-under-way = This is being undone at this moment.
undo-done = This was undone already; what came of it stands in its own message.
alert-run-over = It is over, or stands so already.
alert-selection-other = This selection is somebody else's. Make your own first.
alert-selection-old = This selection is older than a week. Please select again.
many-told-right = ⏸ A run over many orders in <b>{ $shop }</b> is paused: { $person } has no right to it any more. Continue or stop it with /runs.

## Excel
export-question = <b>Excel of canceled orders</b>
export-filter = { $type } · { $dates }
export-working = ⏳ Fetching the { $file }: { $what }
export-of-search = Search “{ $text }”
export-of-some-search = A search
export-of-selected = { $list } · { $count } selected
export-of-all-but = { $list } · { $count ->
    [0] all selected
   *[other] all selected but { $count }
}
export-of-found = { $count ->
    [one] one order that was found
   *[other] { $count } of the orders that were found
}
export-of-named = { $count ->
    [one] one order by number
   *[other] { $count } orders by number
}
export-of-some-selection = Selected orders
export-of-some-refunds = Refunds open
export-progress = { $bar } { $read } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} read
export-read = { $read ->
    [one] 1 order
   *[other] { $read } orders
} read
export-stopped = Stopped. The { $file } { $what } does not come.
export-stop-late = Too late to stop: the file has been sent, or is about to be.
export-comes-privately = It comes to your private chat.
export-goes-privately = { $person }, the { $file } { $what } comes to your private chat.
export-open-private = { $person }, open the private chat with me: the { $file } { $what } comes there at once.
export-under-way = This { $file } is on its way already.
export-caption = { $what }
export-part = File { $part } of { $parts }
export-rest = ⚠️ I was interrupted after { $files ->
    [one] one file
   *[other] { $files } files
 }. Here are the orders that had not come yet, read anew: what changed since is not in the files before.
export-orders = { $orders ->
    [one] 1 order
   *[other] { $orders } orders
 }
export-orders-sum = { $orders ->
    [one] 1 order
   *[other] { $orders } orders
 } · { $sum }
export-without-sum = { $count } of them without an amount, not in the sum
export-matches-list = ✓ The same number as in the list
export-matches-search = ✓ Every order that the search finds
export-matches-selection = ✓ Every order that was selected
export-matches-refunds = ✓ Every refund that is open
export-differs-list = ⚠️ The list has { $listed } orders: some were changed while I read them. Ask again in a while.
export-differs-search = ⚠️ The search had found { $listed }: some were changed since then. Search again to see which.
export-differs-selection = ⚠️ { $listed } were selected: the others are no longer there, or could not be found.
export-unproven = ⚠️ Orders moved while I read them, so one may be missing. Ask again in a while.
export-list-unknown = ⚠️ Ngorder does not say how many orders the list has, so I can't tell whether these are all.
export-built = So I built this file from the list.
export-other-rows = Ngorder's own file has { $rows } rows, the list { $listed } orders.
export-uncountable = The orders in Ngorder's own file can't be counted.
export-formulas = ⚠️ This is Ngorder's own file, and it holds formulas ({ $count }).
export-macros = ⚠️ This is Ngorder's own file, and it holds macros. Don't enable them.
export-not-excel = Ngorder sent { $format ->
    [html] an HTML table
    [xml] an XML table (Excel 2003)
    [csv] a CSV table
    [tsv] a table divided by tabs (TSV)
    [ods] an OpenDocument table
    [xlsb] a binary Excel (.xlsb)
   *[xls] an old Excel (.xls)
 } instead of an Excel (.xlsx).
export-caption-group = ⚠️ This file holds names, phones and addresses of buyers; everybody in this group can open it.
export-sent-privately = { $person } got the file privately.
export-copy-stays = The file above is too old for me to delete. Please delete it yourself.
export-start-private-first = Open a private chat with me first and press Start, then press this button again.
export-dropped = The { $file } { $what } could not be sent: I am no longer in that group. Ask for it here with /export.
export-not-sent = The { $file } { $what } could not be delivered.
export-ExportEmailed = Ngorder does not hand its file over but e-mails it to the shop's address.
export-ExportEmpty = Ngorder sent an empty file.
export-ExportBrokenOff = Ngorder's download broke off.
export-ExportForeign = Ngorder sent something else instead of the Excel.
export-ExportWebPage = Ngorder answered with a web page instead of the Excel.
export-OrdersForgotten = This search or selection is not kept any more. Search or select again.
export-ExportTooLarge = Ngorder's file is over 50 MB, more than Telegram allows.
export-forbidden-press = This button is only for the person who asked for the file.

## Ngorder's refusals
ngorder-TokenRejected = Ngorder does not accept the shop's token. An owner renews it: copy the new one in Ngorder and send it to me after /connect in our private chat.
ngorder-Forbidden = Ngorder does not allow this for the shop's token.
ngorder-OrderNotThere = Ngorder does not know this order.
ngorder-OrderGone = Ngorder says that this order is gone.
ngorder-Throttled = Ngorder is being asked too often. Wait a moment, then try again.
ngorder-RequestRefused = Ngorder refused.
ngorder-SaidFailed = Ngorder says that it failed.
ngorder-Maintenance = Ngorder is down for maintenance. Try again in a few minutes.
ngorder-ServerFault = Ngorder has a problem of its own. Try again in a few minutes.
ngorder-TimedOut = Ngorder took too long to answer. Try again in a moment.
ngorder-ConnectionBroken = The connection to Ngorder broke off. Try again in a moment.
ngorder-NotConnected = Ngorder can't be reached. Try again in a moment.
ngorder-TooLate = Nothing was changed: the confirmation was too old. Ask again.
ngorder-Redirected = Ngorder answered from another address. Tell the person who runs this bot.
ngorder-Unreadable = Ngorder's answer could not be read. Try again in a few minutes.
ngorder-NotLocated = The order has not turned up, and not everything could be read. Try again in a moment.
ngorder-words = Message from Ngorder: “{ $words }”

## Around it
start-welcome = Hello, this is <b>{ $shop }</b>. What would you like to do?
menu-cancel = Cancel an order
menu-canceled = Canceled orders
menu-excel = Excel
menu-settings = Settings
menu-help = Help
menu-back = ‹ Back
settings-title = <b>Settings</b>
    Language of this chat: English
settings-shop = Shop: { $shop } · clock of { $zone }
settings-excel-person = Excel by /export in this group: to whoever asks, alone
settings-excel-group = Excel by /export in this group: into the group. ⚠️ Everybody here sees buyers' names, phones and addresses.
settings-add-to-group = Add to a group
settings-excel-to-group = Excel to this group
settings-excel-to-person = Excel to who asks
settings-language = Language
settings-of-shop = This shop
shop-settings-title = <b>Settings of { $shop }</b>
    They hold in every chat of this shop.
button-setting = { $setting }: { $value }
button-back-to-settings = ‹ This shop
setting-title = <b>{ $setting }</b>
setting-on = yes
setting-off = no
setting-reasonRequired = A cancel says why
setting-about-reasonRequired = The question before a cancel has the reasons as its Yes buttons, also for many at once.
setting-groupRole = In the shop's groups everybody is
setting-about-groupRole = Whoever is in a group or topic that was connected with /connect has this role by that alone, for as long as they are in it. I ask Telegram each time. Only owners choose this.
setting-keepOrdersDays = Orders are kept for
setting-about-keepOrdersDays = For so long the order before an act is kept, and what was written about it. Then both are erased; who did what to which order stays in the activity.
setting-days = { $days } days
setting-approveDelete = Delete takes a second person
setting-about-approveDelete = An order is deleted only after a second person approves: a manager or owner other than the one who asks. Operators may ask too.
setting-approveAbove = Second person above
setting-about-approveAbove = Cancel, return and delete take a second person where the order's total is above this amount.
setting-approveBulk = Many at once take a second person
setting-about-approveBulk = Changing many orders at once takes a second person.
setting-deleteGrace = Deletes can be undone
setting-about-deleteGrace = So long after its Yes a delete waits, and can be undone. Then it is done for good. It holds for what is asked from now on.
seconds = { $seconds } seconds
minutes = { $minutes } minutes
settings-of-group = Masking, quiet hours, shop
settings-of-private = Quiet hours
chat-settings-group = <b>This group</b>
chat-settings-private = <b>This chat</b>
chat-masked = Phones and addresses: masked
chat-unmasked = Phones and addresses: ⚠️ shown to everybody here
chat-quiet = Quiet hours: { $hours } ({ $zone }). What I send by myself makes no sound then; answers do.
chat-not-quiet = Quiet hours: none. I may make a sound at any time.
quiet-never = No quiet hours
settings-digest = Daily digest
digest-setting = <b>Daily digest</b>
    Once a day I tell this chat what the team did to orders, what waits for somebody, and what is owed to buyers.
digest-at = It comes at { $hour } ({ $zone }).
digest-off = None comes now.
digest-never = No digest
digest-hour-yesterday = { $hour }, about yesterday
digest-hour-today = { $hour }, about today
button-unmask = Show phones and addresses here
button-mask = Mask phones and addresses
unmask-question = ⚠️ <b>Show phones and addresses to everybody in this group?</b>
    Everybody here sees buyers' phones and addresses from now on, also who joins later. What I have shown stays, even if you mask it again.
unmask-yes = Yes, show them to everybody here
unmask-no = No, keep them masked
language-title = Which language shall I speak in this chat?
language-id = Bahasa Indonesia
language-en = English
help-title = <b>What I can do</b>
help-cancel = { $command } <code>1338</code> – cancel an order by its ID or <code>PO 10735</code>
help-canceled = { $command } – browse canceled orders; return or delete them from there
help-export = { $command } – download the list (Excel)
help-runs = { $command } – what is being done to many orders now: follow it, pause it, stop it
help-refunds = { $command } – money still owed to buyers
help-team = { $command } – the team: invite, change roles
help-settings = { $command } – language, where an Excel goes, groups
help-stop = { $command } – leave a question
help-note = No order changes before you confirm. In private the number alone is enough; in groups, reply to a message of mine with /cancel.
group-warning = ℹ️ Everybody in this group sees what I show. Phones and addresses are masked.
group-hello = 👋 Hello, team of <b>{ $shop }</b>! Here I cancel orders, list canceled ones and get the Excel. Everybody in this group sees it; phones and addresses are masked.
group-warning-unmasked = ⚠️ Everybody in this group sees what I show, phones and addresses too.
group-hello-unmasked = 👋 Hello, team of <b>{ $shop }</b>! Here I cancel orders, list canceled ones and get the Excel. ⚠️ Everybody in this group sees it, phones and addresses too.
group-call = Call me with { $command }; the rest is under /help.
group-call-by-name = Call me with { $command }, or reply to me. If I am an admin, { $bare } is enough.
group-takes-nothing = I can’t send that to the group: I have no right to, or its topic is closed. Please ask an administrator of the group to change that.
refused-private = Sorry, this bot is for the shop's team. If you belong to it, send this ID to the owner: <code>{ $id }</code>
anonymous-admin = You are writing in the group's name (as an anonymous admin), so I can't tell who you are. Turn off “Remain anonymous” in your admin rights, then send the command again.
anonymous-channel = You are writing as a channel, so I can't tell who you are. Choose your own name beside the message field, then send the command again.
refused-press = You have no right to do that here.
press-without-chat = This button only works in a chat that I am in.
shop-gone = This shop is no longer connected to me. Nothing was changed.
stopped = All right. Nothing was changed.
nothing-to-stop = There is nothing to stop.
not-understood = Sorry, I did not understand that. Send an order's number, or see /help.
question-over = This question is no longer open. Send the command again.
press-outdated = This button is from an older message. Send /start for a new one.
unforeseen = Sorry, the bot has a problem. No order was changed. Please try again.
dead-letter = I could not deal with this, though I tried several times. It is kept for the person who runs this bot; please try it another way.

## Team
role-viewer = Viewer
role-operator = Operator
role-manager = Manager
role-owner = Owner
role-may-viewer = browses orders and gets the Excel
role-may-operator = also cancels orders and returns them
role-may-manager = also deletes orders and invites people
role-may-owner = also changes roles and removes people
team-title = <b>Team of { $shop }</b> · { $count } { $count ->
    [one] person
   *[other] people
  }
team-member = { $person } · <b>{ $role }</b>
team-member-set = { $person } · <b>{ $role }</b> (from OWNER_IDS)
team-nameless = ID { $id }
button-member = { $person } · { $role }
button-invite = Invite
button-invite-once = One person only
button-invite-many = Everybody who has the link
button-ask-to-join = Ask to join
button-accept-as = Accept as { $role }
button-refuse = Refuse
button-remove = Remove
button-back-to-team = ‹ Team
button-copy-link = Copy the link
button-team-privately = Change it in our private chat: /team
invite-question = <b>As what do you invite?</b>
invite-role = • <b>{ $role }</b>: { $may }
invite-uses-once = The link lets one person in, within 24 hours.
invite-uses-many = The link lets everybody in who has it, for 24 hours.
invitation-made = Invitation to <b>{ $shop }</b> as <b>{ $role }</b>. Send this link on, to nobody else:
team-welcome = 👋 Welcome to the team of <b>{ $shop }</b>. You are <b>{ $role }</b>: { $may }. See /help for what I can do.
team-joined = { $person } has joined <b>{ $shop }</b> as <b>{ $role }</b>. Somebody else than you meant? Remove them under /team.
team-NotEntitled = You have no right to that.
team-PersonUnknown = There is no such name in the activity any more.
team-KnownElsewhere = Another shop's activity names this person too. Only somebody who owns all of these shops can take the name out.
team-MemberUnknown = This person is no longer in the team.
team-ShopNotConnected = This shop is not connected to Ngorder. Nothing was changed.
team-NotAToken = That is no Ngorder token: it is one long word of letters and digits.
team-TokenOfNoShop = Ngorder knows no shop for this token. Nothing was connected.
team-TokenOfAnotherShop = This token belongs to another shop. Nothing was changed: connect that one with /connect.
team-ShopOfOthers = This shop is connected already and has other owners here. Ask one of them to make you an owner.
team-LastOwner = A shop needs an owner: make somebody else one first.
team-OnlyOneApprover = Not yet: you are the only one who could approve. Make somebody else manager or owner first.
team-SetByEnvironment = OWNER_IDS names this owner: change it there, where the bot is run.
team-InvitationUnknown = This invitation is not valid. Ask the team for a new one.
team-InvitationUsed = This invitation has been used already. Ask the team for a new one.
team-InvitationExpired = This invitation has expired. Ask the team for a new one.
team-AlreadyMember = You have that role already.
join-offer = { $person }, you are not in the team of <b>{ $shop }</b>. If you work there, ask to join it.
join-request = <b>{ $person }</b> asks to join the team of <b>{ $shop }</b>. Whoever may invite decides, within a day.
join-asked = You have asked. Somebody of the team has to accept it.
join-waiting = You have asked already. Somebody of the team has to accept it.
join-refused-lately = The team has refused it. You can ask again after a day.
join-is-member = Already in the team.
join-left = This person is no longer in the group. Nothing was changed.
join-accepted = ✅ { $person } is in the team as <b>{ $role }</b>, accepted by { $by }.
join-refused = ❌ { $by } has refused: { $person } does not join the team.
team-JoinRequestOver = This request is no longer open: it was decided, or a day is over.
refused-role = You are { $role } here. This takes: { $needed }.

## Refunds
refunds-header = <b>Refunds open</b> · { $count ->
    [one] 1 order
   *[other] { $count } orders
  }
refunds-sum = Total { $sum }
refunds-sum-least = Total { $sum } + { $count ->
    [one] 1 order of an unknown amount
   *[other] { $count } orders of unknown amounts
  }
refunds-none = None. Everything has been paid back 👍
refunds-reading = ⏳ I am still looking through the canceled orders in Ngorder. Press Refresh in a moment.
refunds-unread = ⚠️ The canceled orders in Ngorder could not all be read. This is what has been noted.
refunds-today = today
refunds-days = { $days ->
    [one] 1 day
   *[other] { $days } days
  }
refund-open = 💸 Refund open: { $amount }
refund-open-unsure = 💸 Refund open (look up the amount in Ngorder)
refund-done = ✅ Refunded, noted by { $person }
refund-returned = ↩️ The order is active again: nothing to refund
refund-unknown = There is no refund for this order.
refund-canceled-by = Canceled by { $person }, { $time }
refund-way-question = By which way?
refund-way = By: { $way }
refund-way-transfer = Bank transfer
refund-way-ewallet = E-wallet
refund-way-marketplace = Marketplace
refund-way-cash = Cash
refund-way-other = Other
button-refunded = Refunded
button-undo = Undo
button-back-to-refunds = ‹ Refunds
delete-warn-refund = ⚠️ { $sentence }. It stays in /refunds after the delete.

## Daily digest
digest-title-yesterday = 📋 <b>Yesterday</b>, { $day }
digest-title-today = 📋 <b>Today</b> until { $time }
digest-nothing = Nobody changed an order with me, nothing waits, and no refund is open 👍
digest-idle = Nobody changed an order with me.
digest-done-cancel = ❌ Canceled: <b>{ $count }</b> ({ $people })
digest-done-return = ↩️ Returned: <b>{ $count }</b> ({ $people })
digest-done-delete = 🗑 Deleted: <b>{ $count }</b> ({ $people })
digest-sum-cancel = ❌ Canceled: <b>{ $count }</b>
digest-sum-return = ↩️ Returned: <b>{ $count }</b>
digest-sum-delete = 🗑 Deleted: <b>{ $count }</b>
digest-somebody = somebody
digest-awaiting = ⏳ Waiting for approval: <b>{ $count }</b>
digest-unknown = ❓ Not known yet whether it happened: <b>{ $count }</b>
digest-paused = ⏸ Paused, see /runs: <b>{ $count }</b>
digest-owed = 💸 Refunds open: <b>{ $count }</b> noted
digest-oldest = The oldest: { $age }
button-refunds = Refunds
button-canceled-of = Canceled, { $day }

## Command menu
command-start = Begin
command-cancel = Cancel an order by its ID
command-canceled = Browse canceled orders
command-export = Download canceled orders as Excel
command-runs = Runs under way
command-refunds = Refunds still open
command-team = Who is in the team
command-settings = Language, where an Excel goes, groups
command-help = What I can do
command-stop = Leave a question

## Before the first word
bot-description = Cancel orders of Ngorder from a chat, alone or in your team's group.

    • Cancel by ID or PO number
    • See canceled, rejected and expired orders
    • Return one to active, or delete it for good
    • Get the Excel

    No order changes before you have confirmed it. For the shop's team only.
bot-short-description = Cancel orders of Ngorder from a chat, see canceled ones, get the Excel. For the shop's team only.

find-ask = What are you looking for? A name, phone, AWB, invoice, product, PO or words such as <code>cod unpaid last week</code>. /stop leaves this question.
find-problem-empty = That names nothing to look for. Try a name, a phone number or an AWB, such as <code>siti rahma</code>.
find-problem-too-short = One letter is too little to look for. Send at least two.
find-problem-too-long = That is too long to look for. Send a name, a phone number or an AWB alone.
find-gone = This search is not kept any more. Send what you are looking for again.
find-searching = 🔎 Looking for <b>{ $what }</b>…
find-scope = { $scope }
find-progress = { $read } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} read.
find-progress-start = { $read ->
    [one] 1 order
   *[other] { $read } orders
} read.
find-so-far = { $count } found so far:
find-found = 🔎 <b>{ $what }</b>: { $count } found
find-none = 🔎 <b>{ $what }</b>: nothing found
find-most = The first { $count } are shown: look for more of a name, or between two dates.
find-read = { $read ->
    [one] The only order was read
   *[other] All { $read } orders were read
} ({ $time }).
find-read-part = { $read } of { $total ->
    [one] 1 order
   *[other] { $total } orders
} were read, so there may be more.
find-read-unproven = { $read ->
    [one] 1 order was read
   *[other] { $read } orders were read
} ({ $time }). Orders moved meanwhile, so one may have been missed.
find-stopped = The search was stopped.
find-broken-off = Ngorder could not be read to the end. Search again in a while.
find-active-days = Active orders: the last { $days } days, older ones by Ngorder's own search.
find-active = Active
find-mark-active = active
find-mark-rejected = rejected
find-mark-expired = expired
find-trait-cod = COD
find-trait-paid = Paid
find-trait-unpaid = Unpaid
find-trait-installment = Installment
find-trait-shipped = Shipped
find-trait-unshipped = Not shipped
find-stopping = Stopping: what was found so far is shown.
button-stop = Stop
button-back-to-found = ‹ Back to what was found
placeholder-find = Name, phone, AWB …
command-find = Find an order by name, phone, AWB …
help-find = { $command } – find orders by name, phone, AWB, invoice, product or PO
command-activity = Who did what
help-forget = { $command } – takes somebody's name out of the activity; what they did stays
forget-whom = <b>Whose name is to go out of the activity of { $shop }?</b>
forget-note = What they did stays. Somebody who is not here: /forget and their Telegram ID.
forget-nobody = There is no name in it.
forget-question = <b>Take the name { $person } out of the activity?</b>
forget-for-good = ⚠️ From then on { $instead } stands in its place. What they did stays. This can't be undone.
forget-of-team = They are still in the team: what they do from then on is written under their name again.
forget-yes = Yes, take the name out
forget-no = No, keep it
forget-done = The name is out of the activity. { $instead } stands in its place.
help-activity = { $command } – who did what, and when; with an ID, one order's history
activity-title = <b>Activity of { $shop }</b>
activity-of-order = Order #{ $id }
activity-own = Only what concerns you. Managers and owners see everything.
activity-none = Nothing here.
activity-page = Page { $page } of { $pages }
activity-when = <b>{ $time }</b> · { $person }
activity-short = { $time } · { $person } · { $what }
activity-bot = the bot
activity-forgotten = Person { $number }
button-activity-excel = Excel
activity-file = activity
activity-sheet = Activity
activity-rows = { $count ->
    [one] one row
   *[other] { $count } rows
  }
activity-too-long = That is more than 10,000 rows. Choose a person, a kind or dates first.
activity-column-number = No.
activity-column-time = Time
activity-column-person = Who
activity-column-what = What
activity-column-about = About
activity-column-note = Note
activity-column-chat = Where
activity-in-group = group
activity-in-private = private chat
activity-by-person = Person
activity-by-group = Kind
activity-by-days = Dates
activity-all = Show all
activity-back = ‹ Activity
activity-choose-person = Whose activity?
activity-choose-group = What are you looking for?
activity-choose-days = From which days?
button-history = History
activity-group-acts = Orders
activity-group-approval = Approvals
activity-group-team = Team
activity-group-looks = Excels and phones
activity-group-shop = Shop and settings
activity-group-security = Refused and suspicious
activity-what = { $kind ->
    [cancel] Cancel { $order }: { $result }
    [return] Return { $order }: { $result }
    [delete] Delete { $order }: { $result }
    [undo] Took back in time: { $result } { $order }
    [reason] Reason for { $order }: { $result }
    [refunded] Refunded { $order }
    [notRefunded] Not refunded after all: { $order }
    [bulk] Many orders at once: { $result }
    [approvalAsked] Asks for approval: { $result } { $order }
    [approvalGiven] Approved what { $about } asked for: { $result } { $order }
    [approvalRefused] Refused what { $about } asked for: { $result } { $order }
    [approvalWithdrawn] Withdrew the request: { $result } { $order }
    [approvalExpired] Nobody approved in time what { $about } asked for: { $result } { $order }
    [invited] Made an invitation as { $role }
    [joined] Joined as { $role }
    [joinAsked] Asks to join
    [joinRefused] Not let in: { $about }
    [role] { $about }: { $before } → { $role }
    [removed] Removed { $about } ({ $role })
    [left] Left the group, and the team with it ({ $role })
    [forgotten] Took out the name of { $about }
    [reveal] Saw phone and address: { $order }
    [export] Downloaded an Excel of { $result }
    [activityExport] Downloaded the activity as Excel: { $result }
    [settings] Settings: { $result }
    [chatSettings] Settings of a chat
    [shopConnected] Connected the shop
    [shopRenewed] Renewed the shop's token
    [shopDisconnected] Disconnected the shop
    [chatBound] Chat works for this shop now
    [chatUnbound] Chat no longer works for this shop
    [tokenRefused] Ngorder refused the shop's token
    [refusal] No right: { $result }
    [forged] ⚠️ Pressed a button that was never shown there: { $result }
    [tokenShown] ⚠️ Sent a shop's token where it doesn't belong
    [broken] ⚠️ Earlier rows were changed from outside
   *[other] { $kind }
  }
activity-many = { $act } ({ $count ->
    [one] one order
   *[other] { $count } orders
  })
activity-kind-cancel = Cancel
activity-kind-return = Return
activity-kind-delete = Delete
activity-kind-undo = Undo
activity-kind-reason = Reason
activity-kind-refunded = Refunded
activity-kind-notRefunded = Not refunded
activity-kind-approvalAsked = Asks for approval
activity-kind-approvalGiven = Approved
activity-kind-approvalRefused = Not approved
activity-kind-approvalWithdrawn = Withdrawn
activity-kind-approvalExpired = Not approved in time
activity-kind-reveal = Saw phone and address
activity-result-done = done
activity-result-refused = refused by Ngorder
activity-result-changed = not done, the order had changed
activity-result-elsewhere = not done, the order was elsewhere
activity-result-unread = not done, Ngorder could not be read
activity-result-stale = not done, asked too long before
activity-result-notAllowed = not done, the right was gone
activity-result-notDone = not done
activity-result-unreadable = not done, could not be read any more
activity-result-saidNotDone = not done, as the team says
forged-request = of a question or a run in another chat
forged-search = of a search in another chat
forged-selection = of orders picked in another chat
forged-shop = of this shop, which is not for that chat
tried-stranger = not of the team
tried-browse = look at orders
tried-find = find orders
tried-export = download Excel
tried-cancel = cancel
tried-return = return
tried-delete = delete
tried-bulk = many at once
tried-approve = approve
tried-reveal = see phone and address
tried-settings = settings
tried-invite = invite
tried-roles = change roles
tried-shops = shops
reason-changedMind = buyer changed their mind
reason-outOfStock = out of stock
reason-wrongAddress = wrong address
reason-notPaid = not paid
reason-doubleOrder = double order
reason-other = other

reason-is-yes = ❓ Why? Each reason is your Yes.
reason-ask-first = Why is it to be canceled? Write it in a few words, that is your Yes. Or /stop.
alert-reason-needed = This shop wants a reason with every cancel. Choose one of the buttons.
activity-because = { $result } ({ $why })
button-yes-changedMind = Yes, changed mind
button-yes-outOfStock = Yes, out of stock
button-yes-wrongAddress = Yes, wrong address
button-yes-notPaid = Yes, not paid
button-yes-doubleOrder = Yes, double order
button-yes-other = Yes, other …
reason-given = Reason: { $reason }
reason-given-note = Reason: { $reason } – { $note }
reason-ask = Why was it canceled? Write it in a few words, or /stop.
reason-too-long = That is { $length } characters. Make it { $most } at most, or /stop.
reason-noted = Noted.
placeholder-reason = The reason
button-change-reason = Change reason
button-reason-changedMind = Reason: changed mind
button-reason-outOfStock = Reason: out of stock
button-reason-wrongAddress = Reason: wrong address
button-reason-notPaid = Reason: not paid
button-reason-doubleOrder = Reason: double order
button-reason-other = Reason: other

# Shops: how one is connected, which one is worked on

command-connect = Connect a shop
command-shop = Which shop I work for
help-connect = { $command } – connect a shop; in a group: choose the shop it works for
help-shop = { $command } – which shop is meant here
chat-without-shop = This group works for no shop. An owner or manager sends /connect here.
shop-line = 🏪 <b>{ $shop }</b>
shop-not-connected = No shop is connected here. An owner connects it with /connect in our private chat.
owner-welcome = 👋 This bot is yours now. Next, connect your shop: /connect
connect-ask = <b>Send me your shop's Ngorder token.</b>
connect-where = You find it at app.ngorder.id, in the settings, as the key of the open API.
connect-deleted-at-once = I delete your message at once and keep the token encrypted.
connect-shops = Already here (renew or disconnect):
connect-leave = Not now: /stop
connect-rejected = Ngorder does not accept this token. Copy it once more, all of it, or make a new one in Ngorder.
connect-again = Send the token once more, or /stop.
connect-delete-it = ⚠️ I could not delete your message with the token: please delete it yourself.
connect-was-deleted = Your message with the token is deleted.
connect-alone-first = You have no connected shop to choose here. An owner connects one with /connect in our private chat.
shop-connected = ✅ <b>{ $shop }</b> is connected.
shop-connected-next = Try /canceled, invite your team with /team, or add me to your group.
shop-renewed = ✅ The token of <b>{ $shop }</b> is renewed.
renew-ask = <b>Send me the new token of { $shop }.</b>
token-in-group = ⚠️ I deleted a message that looks like a token: it does not belong into a group. Make a new token in Ngorder, since others may have seen it, and send that to me in our private chat after /connect.
token-in-group-stays = ⚠️ This looks like a token, which does not belong into a group. I may not delete it: delete it, make a new token in Ngorder, and send that to me in our private chat after /connect.
token-unasked = That looked like a token, so I deleted it and kept nothing. To connect a shop, begin with /connect.
token-unasked-stays = That looks like a token. I kept nothing of it, but could not delete it: please do. To connect a shop, begin with /connect.
shop-page = <b>{ $shop }</b> is connected.
shop-page-off = <b>{ $shop }</b> is not connected. Its team, settings and activity are kept.
shop-off = { $shop } (not connected)
button-renew-token = Renew token
button-connect-again = Connect again
button-disconnect = Disconnect
disconnect-ask = Disconnect <b>{ $shop }</b>? I forget its token, and nothing more is read or changed there. The team and the activity are kept.
disconnect-yes = Yes, disconnect
disconnect-no = No, keep it
shop-only = You work for <b>{ $shop }</b>.
shop-current = Here we work for <b>{ $shop }</b>.
shop-choose = Buttons of older messages stay with their shop. Choose another one:
shop-of-group = This group works for <b>{ $shop }</b>.
shop-of-topic = This topic works for <b>{ $shop }</b>.
shop-of-group-change = An owner or manager changes that with /connect.
shop-of-group-end = An owner ends it under /settings.
button-unbind = Disconnect from the shop
unbind-ask-group = <b>Shall this group no longer work for { $shop }?</b>
unbind-ask-topic = <b>Shall this topic no longer work for { $shop }?</b>
unbind-means = I then take no commands for the shop here, and the buttons of my older messages do nothing.
unbind-members = Whoever belongs to the team only by being in this group belongs to it no longer.
unbind-open = Questions that are open here can't be answered any more: nothing comes of them.
unbind-under-way = What somebody has confirmed goes on, and its result still comes here. What waits for an approval can be approved in private chats with me.
unbind-yes = Yes, disconnect
unbind-no = No, keep it
unbound-group = ✅ This group works for <b>{ $shop }</b> no longer.
unbound-topic = ✅ This topic works for <b>{ $shop }</b> no longer.
unbound-again = An owner or manager connects it again with /connect.
unbound-already = This is disconnected already. Nothing was changed.
bind-ask-group = Which shop does this group work for?
bind-ask-topic = Which shop does this topic work for?
bound-group = ✅ This group works for <b>{ $shop }</b> from now on.
bound-topic = ✅ This topic works for <b>{ $shop }</b> from now on.
shop-token-refused = ⚠️ Ngorder refuses the token of <b>{ $shop }</b>: it has been changed, or the subscription has ended. Copy the new one in Ngorder and send it to me after /connect. Until then nothing can be read or changed there.
shop-expires-soon = ⏳ The Ngorder subscription of <b>{ $shop }</b> ends on { $date }. Its token ends with it: after renewing, send me the new one with /connect.
shop-expires-tomorrow = ⏳ The Ngorder subscription of <b>{ $shop }</b> ends by tomorrow ({ $date }). Renew it in Ngorder, and send me the new token with /connect.

## Statistics
command-stats = Numbers of a period
help-stats = { $command } – how many orders were canceled, rejected, expired, and what the team did; also { $command } last month
stats-title = 📊 <b>Statistics · { $dates }</b>
stats-counting = ⏳ Counting…
stats-stopping = Stopping: what was counted so far is shown.
stats-stopped = Counting was stopped.
stats-read-part = ⚠️ Only { $read } of { $total } orders were read, so there are more.
stats-read-unproven = ⚠️ The lists changed while they were read, so there may be more.
stats-by-order-date = By order date:
stats-sum = • { $type }: <b>{ $count }</b> · { $sum }
stats-sum-least = • { $type }: <b>{ $count }</b> · at least { $sum }
stats-least = • { $type }: at least <b>{ $count }</b> · { $sum }
stats-owed = 💸 Refunds open: <b>{ $count }</b> · { $sum } (all dates)
stats-owed-sum-least = 💸 Refunds open: <b>{ $count }</b> · at least { $sum } (all dates)
stats-owed-least = 💸 Refunds open: at least <b>{ $count }</b> · { $sum } (all dates)
stats-of-canceled = <b>Of the { $count } canceled</b>
stats-of-canceled-least = <b>Of the { $count } canceled that were read</b>
stats-paid = Paid: { $paid }
stats-paid-cod = Paid: { $paid } · COD: { $cod }
stats-sources = From: { $sources }
stats-others = others { $count }
stats-products = Most canceled products:
stats-team = <b>Team with this bot, { $dates }</b>
stats-team-nothing = The team did nothing to orders with this bot, { $dates }.
stats-person = • { $person }: { $acts }
stats-more-people = { $count ->
    [one] and 1 more person
   *[other] and { $count } more people
  }
stats-did-cancel = { $count } canceled
stats-did-return = { $count } returned
stats-did-delete = { $count } deleted
stats-reasons = Why canceled: { $reasons }
stats-no-reason = no reason given
stats-counted = Counted { $time }: { $count ->
    [0] none was canceled, rejected or expired.
    [one] 1 order, which is all.
   *[other] all { $count } orders.
  }
stats-counted-part = Counted { $time }, not complete.
button-count-again = Count again
search-waits = ⏳ The shop is not connected to Ngorder now. What you asked for comes here once it is, with /connect.
search-no-right = Not shown: whoever asked for it no longer has the right to it.
