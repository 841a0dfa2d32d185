# Receivables: invoices, receipts, entries, reminders. The keys come from crates/domain/src/receivable.

## Invoices

invoice-no-number = The invoice has no number: fill one in.
invoice-amount-not-positive = The invoice comes to { $amount }: it has to be more than zero; to take something off, make a credit note.
invoice-rate-not-positive = The invoice's rate has to be more than zero: how much of the books' currency one unit is worth.
invoice-no-instalments = The invoice has no instalments: paid at once, it still has one.
invoice-too-many-instalments = Too many instalments: at most { $most }.
invoice-instalment-number = Instalment number { $number } won't do: they count from 1, and none comes twice.
invoice-instalment-not-positive = Instalment { $number } comes to { $amount }: it has to be more than zero.
invoice-instalment-currency = Instalment { $number } is in another currency than the invoice: use { $wanted }.
invoice-sum-differs = The instalments come to { $sum }, the invoice to { $amount }: make them equal.

## Receipts

receipt-amount-not-positive = The amount credited is { $amount }: it has to be more than zero.
receipt-rate-not-positive = The receipt's rate has to be more than zero: how much of the books' currency one unit is worth.
receipt-fee = Bank charges of { $fee } won't do: not below zero, and in the currency of the amount credited, { $amount }.

## Entries

entry-not-positive = The amount is { $amount }: it has to be more than zero; what was entered wrongly is reversed.
entry-wrong-currency = { $given } is in the wrong currency: it takes { $wanted } here.
entry-both-amounts = The invoice is in { $invoice }, the receipt in { $receipt }: give both amounts.
entry-amounts-differ = In one currency, { $settles } can't be settled with { $takes }: make them equal, and enter the rest as a deduction.
entry-other-customer = This money is not known to come from the customer of invoice { $number }: first say whose it is.
entry-no-such-instalment = Invoice { $number } has no instalment { $instalment }: reload the page and choose again.
entry-before-issued = Invoice { $number } was issued on { $issued }: not before that day; money paid in advance stays on its receipt till then.
entry-before-received = This money came in on { $received }: not before that day.
entry-more-than-open = Only { $open } of this instalment is open, less than { $amount }: what was paid too much stays on the receipt as the customer's credit.
entry-more-than-left = Only { $left } of this receipt is left, less than { $amount }: lower the amount, or take another receipt.
entry-unknown = This entry is not there: reload the page and look again.
entry-already-reversed = This entry has been reversed already.
entry-is-reversal = A reversal can't be reversed: make the entry anew if it should count after all.
entry-reversed-before = This entry counts from { $day }: it can't be reversed before that day.

## Write-offs

write-off-no-reason = Say why it will not be paid, so that it can be found later.
write-off-own-request = You asked for this write-off yourself: another person who may has to decide it.
write-off-already-decided = This was decided at { $at }: ask anew if that has to change.

## The ladder of reminders

ladder-too-many = Too many reminders: at most { $most }.
ladder-no-name = The reminder of day { $days } has no name: fill it in, in Chinese and in English.
ladder-to-nobody = The reminder of day { $days } goes to nobody: choose at least one.
ladder-too-far = Day { $days } is too far from the due day: at most { $furthest } days.
ladder-same-day = Day { $days } has two reminders: make them one, or move one.
ladder-out-of-order = Day { $days } comes after day { $after }: put them in order.

## Whose money it is: what speaks for a customer

match-named = The slip names { $number }
match-instalment = The amount is what is open of an instalment of invoice { $number }
match-instalment-with-fee = With bank charges, the amount is what is open of an instalment of invoice { $number }
match-invoice = The amount is what is open of invoice { $number }
match-invoice-with-fee = With bank charges, the amount is what is open of invoice { $number }
match-balance = The amount is all that the customer owes
match-balance-with-fee = With bank charges, the amount is all that the customer owes
match-payer-is = The payer is “{ $name }”
match-payer-like = The payer is much like “{ $name }”

## When something is kept

invoice-text-too-long = { $field ->
    [to] The recipient
    [number] The invoice number
    [terms] The terms of payment
    [what] What the instalment is for
    [payer] The payer
    [reference] The bank's number
    [remark] The remark
    [reason] The reason
   *[note] The note
} is too long: { $limit } characters at most.
invoice-order-of-another = Order { $number } is not this customer's: check the customer or the order.
invoice-order-currency = The order is priced in { $wanted }: its invoices are in the same currency.
invoice-number-taken = There is an invoice { $number } already: check it, or take another number.
receivable-open-already = What is owed of this order is open already ({ $number }): if there is to be another, say so.
receivable-no-total = The order comes to no amount yet: fill in its prices first.
receipt-in-use = This receipt pays invoices or was paid back, so it stays with its customer: reverse those entries first.
promise-amount-not-positive = The promised amount is { $amount }: it must be more than nothing.
promise-other-customer = Invoice { $number } is not this customer's: check the customer or the invoice.
reminder-no-such-rung = The ladder has no rung at { $days } days: choose one of its rungs.
statement-backwards = The statement ends before it begins: swap the days or choose others.

## Bank files

bank-both-ways = Money comes in and goes out on one line: make it two lines, or clear one side.
bank-unknown-way = It cannot be told whether this came in or went out: write “credit” or “debit”, or use the sign.
bank-blank = An empty line
bank-outgoing = Money that went out; not imported
bank-summary = A total or a note, not a booking
bank-repeat = The same booking as in row { $row }

## Log of changes

log-invoice-issued = Invoice { $name } kept
log-invoice-due = Due days of invoice { $name } moved with its order
log-receipt-received = Receipt { $name } kept
log-receipt-claimed = Receipt { $name } claimed
log-receivable-booked = Booked on receivables: { $name }
log-write-off-asked = Write-off asked: { $name }
log-write-off-decided = Write-off decided: { $name }
log-payment-promised = A customer's promise to pay kept
log-reminder-sent = Reminder sent: { $name }
log-reminder-ladder = Reminder ladder changed
