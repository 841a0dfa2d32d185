# Closing an order: what is still open, and the final cost. The keys come from crates/domain/src/settlement.

settlement-open-steps = Steps are not done: { $steps }.
settlement-open-not-delivered = Line { $line }, { $goods }: { $quantity } were not delivered; send them, or agree with the customer on less.
settlement-open-not-signed = Line { $line }, { $goods }: { $quantity } left and were not signed for; have them signed for.
settlement-open-lot = Lot { $number } is open: finish or close it.
settlement-open-purchase = Purchase { $number } is open: receive or close it, and pay it.
settlement-open-slip = Slip { $number } is at “{ $stage }”: follow it to the write-off.
settlement-open-installation = Installation { $number } is at “{ $stage }”: have it accepted and what is left mended.
settlement-open-paper = The { $paper } is missing: { $department } adds it.
settlement-open-not-invoiced = { $amount } were delivered and not invoiced: finance issues the invoice.
settlement-open-unpaid = { $amount } of invoice { $invoice } are not paid, due { $due }.
settlement-open-unpaid-without-day = { $amount } of invoice { $invoice } are not paid, with no due day yet.
settlement-open-not-used = The customer paid { $amount } too much: use it for another invoice, or pay it back.
settlement-open-complaint = Complaint { $number } is not closed.
settlement-open-return = Return { $number } is not settled.
settlement-open-claim = { $amount } of the claim against { $against } are open.
settlement-open-exceptions = Exceptions that are not cleared: { $count }.
settlement-open-promise = A promise to the customer is open: { $text } ({ $due }).
settlement-open-no-actual-cost = There is a cost sheet and no actual cost: enter it, so that the final cost is known.

settlement-still-open = The order cannot close yet, things that are open: { $count }. Go through the list.
settlement-closed = The order was closed at { $at }: open it again to change it.
settlement-not-closed = The order is open as it is.
settlement-may-not-close = Finance or a manager closes and reopens orders: hand it over to them.
settlement-other-currency = The amount is in { $given }, the final cost is reckoned in { $base }: convert it first.
