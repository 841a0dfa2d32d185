# Finance screens: the day, the sheet of receivables, invoices, receipts, statements, ageing, reminders, write-offs.

## Pages

finance-today = Finance today
finance-day-short = Today
finance-receivables = Receivables
finance-receipts = Receipts
finance-receipt = Receipt
finance-ageing = Ageing
finance-write-offs = Write-offs
finance-ladder = Reminder ladder
finance-statement = Statement of account
finance-empty = No receivables yet
finance-empty-onward = Once an order has been reviewed or released on credit, what is owed is opened by its terms of payment. You can also enter an invoice here or import a bank file.

## The day

finance-came-today = Came in today
finance-came-week = Came in this week
finance-due-today = Due today
finance-due-week = Expected this week
finance-overdue = Overdue
finance-open-all = Open in all
finance-unclaimed = Unclaimed
finance-with-left = With money left
finance-pieces = { $count ->
    [one] one item
   *[other] { $count } items
}
finance-oldest = oldest { $count ->
    [one] one day
   *[other] { $count } days
}
finance-calls = Customers to call
finance-calls-about = Who owes most comes first
finance-calls-none = Nobody has to be called today.
finance-calls-more = { $count } more
finance-no-phone = No phone number
finance-last-reminder = Sent:
finance-cash-in = Money to come, week by week
finance-cash-overdue = Past due
finance-cash-later = Later
finance-cash-none = No payments are expected.
finance-held = Orders that wait for finance
finance-held-none = No order waits for finance.
finance-ageing-other = Another date
finance-nothing-open = Nothing was open on this day.
finance-write-offs-wait = { $count } write-offs wait for a decision

## Columns

finance-customer = Customer
finance-paid-on = Paid on
finance-paid = Paid
finance-state = State
finance-state-paid = Paid
finance-state-due-later = Due later
finance-state-part-paid = Part paid
finance-state-overdue = Overdue
finance-state-unpaid = Unpaid
finance-note = Note
finance-contact = Contact
finance-order = Order
finance-sold-on = Sold on
finance-invoiced = Invoiced
finance-of-whole = of
finance-due = Due
finance-no-due = No day yet
finance-open = Open
finance-overdue-days = Days overdue
finance-overdue-by = { $count ->
    [one] one day
   *[other] { $count } days
} overdue
finance-reminder = Reminded
finance-promised = Promised
finance-invoice = Invoice
finance-instalment = Instalment
finance-instalments = Instalments
finance-instalment-amount = Amount of instalment
finance-instalment-open = No. { $number } { $what }, open { $open }
finance-what-for = What for
finance-reduced = Reduced
finance-terms = Terms of payment
finance-salesperson = Salesperson
finance-any-salesperson = Any salesperson
finance-any-currency = Any currency
finance-find = Invoice, customer
finance-total = Total
finance-by-customer = By customer
finance-as-of = As of

## Invoices

finance-invoice-new = New invoice
finance-issued-done = The invoice is kept
finance-issued = Issued
finance-order-hint = Optional; by the order's terms of payment
finance-terms-hint = Such as “30% deposit, balance before shipment”
finance-instalments-hint = The instalments come to the amount of the invoice; leave rows that are not needed empty.
finance-plan = Plan by the terms
finance-no-order = There is no order of this number: check it, or leave it empty.
finance-rate = Rate
finance-exchange = Exchange gain or loss
finance-rate-hint = Optional; base units for one unit of the currency
finance-ledger = Ledger
finance-ledger-none = Nothing has been booked yet.
finance-more-deeds = More
finance-allocate = Allocate a receipt
finance-deduct = Deduct
finance-credit-note = Credit note
finance-promises = Promises
finance-promises-none = No promises.
finance-reminders = Reminders sent
finance-reminders-none = None has been sent.

## Booking

finance-entry = Entry
finance-entry-allocated = Paid
finance-entry-credit-note = Credit note
finance-entry-refunded = Refund
finance-entry-reversed = Reversal
finance-entry-written-off = Written off (asked by { $asked }, approved by { $approved })
finance-by = By
finance-day = Value day
finance-day-hint = It counts from this day on; not after today
finance-amount = Amount
finance-reason = Reason
finance-takes = Takes from the receipt
finance-takes-hint = Only where the currencies differ: how much of the receipt it takes
finance-slip-left = Came in { $day }, { $left } left
finance-no-slips = There is no money of this customer's left: enter or claim a receipt first.
finance-why = Why
finance-why-missing = Say why, so that it can be understood later.
finance-reverse = Reverse
finance-was-reversed = Reversed
finance-reverses = What it reverses
finance-booked = Booked
finance-reversed = Reversed
finance-moved = Somebody has booked here since you opened this: these are the balances now. Check them and send it again.
finance-amount-missing = Enter an amount.
finance-day-missing = Enter a day.
finance-choice-missing = Choose one of the list.
finance-customer-missing = Enter the name or code of the customer.

## Receipts

finance-receipt-new = Enter a receipt
finance-receipts-none = No receipts
finance-receipts-none-onward = Import a bank file, or enter one by hand.
finance-received-on = Received on
finance-credited = Credited
finance-fee = Bank fee
finance-fee-hint = What banks on the way kept; the customer paid both
finance-fee-on = Fee deducted from
finance-fee-on-hint = Choose an instalment where we bear the fee
finance-payer = Payer
finance-customer-hint = Name or code of the customer
finance-reference = Bank's number
finance-remark = Remark
finance-left = Left
finance-claim = Claim
finance-unclaim = Not theirs after all
finance-is-theirs = It is theirs
finance-other-customer = Another customer's
finance-no-matches = No customer looks like it; name one below.
finance-proposal = Proposed allocation
finance-proposal-about = The oldest due day first; amounts may be changed. What is left stays as the customer's credit.
finance-settles = Settles
finance-allocate-so = Allocate so
finance-nothing-allocated = No amount was entered: fill in one instalment at least.
finance-credit-stays = Nothing is open; what is left stays as the customer's credit.
finance-refund = Refund
finance-refunded = The refund is booked
finance-received = The receipt is kept
finance-claimed = Whose money it is has been kept

## Bank files

finance-import = Import a bank file
finance-import-about = CSV or Excel as the bank exports it; only money that came in is taken. Importing a file again adds nothing twice.
finance-import-file = The bank's file
finance-import-currency = Currency
finance-import-currency-hint = For files without a column for it
finance-import-look = Look at it first
finance-import-preview = Bank file: preview
finance-import-done = Bank file imported
finance-import-keep = Import { $count }
finance-import-new = New
finance-import-kept = Imported
finance-import-there = There already
finance-import-refused = Refused
finance-import-skipped = Left out
finance-import-row = Row
finance-import-column = Column
finance-import-value = Value
finance-import-known = Customer known

## Reminders

finance-remind = Remind
finance-remind-record = Record that it was sent
finance-remind-to = Sent to
finance-remind-sent = It was sent
finance-reminded = The reminder is recorded
finance-sent = sent
finance-no-ladder = There is no reminder ladder: set one first.
finance-rung-day = Reminder of day { $count }
reminder-of-order = { " " }(order { $number })
reminder-open = Dear { $customer }, { $amount } of invoice { $number } is still open. Please arrange payment; if you have paid already, send us the slip. Kind regards, { $company }
reminder-before-due = Dear { $customer }, a friendly note that { $amount } of invoice { $number }{ $order } falls due on { $due }. If you have paid already, please disregard this. Kind regards, { $company }
reminder-friendly = Dear { $customer }, we have not yet received { $amount } of invoice { $number }{ $order }, which was due on { $due }. It may have been overlooked; would you please look into it? If you have paid, kindly send us the bank slip. Kind regards, { $company }
reminder-firm = Dear { $customer }, { $amount } of invoice { $number }{ $order } was due on { $due } and is { $days ->
    [one] one day
   *[other] { $days } days
} overdue. Please pay within three working days, or tell us in writing when you will; further orders depend on it. { $company }
reminder-final = Dear { $customer }, despite our reminders { $amount } of invoice { $number }{ $order }, due on { $due }, is { $days ->
    [one] one day
   *[other] { $days } days
} overdue. Please pay within seven days; otherwise we stop deliveries and take the steps that the contract provides for. { $company }
finance-promise = Note a promise
finance-promised-day = Promised for
finance-promised-amount = Promised amount
finance-promise-hint = Who said so, and how
finance-promise-kept = The promise is noted
finance-promise-was-kept = Kept
finance-promise-broken = Broken
finance-promise-open = Open
finance-promise-left = still to come:
ladder-about = So many days from the due day, to whom, in which tone. The day's list of calls says which step has been reached.
ladder-days = Days from due day
ladder-name-zh = Name in Chinese
ladder-name-en = Name in English
ladder-tone = Tone
ladder-tone-friendly = Friendly
ladder-tone-firm = Firm
ladder-tone-final = Final
ladder-to = To
ladder-to-customer = Customer
ladder-to-salesperson = Salesperson
ladder-to-manager = Manager
ladder-hint = Below zero means before the due day. Clear days and names of a row to take the step out. Steps are sorted by their days.
ladder-not-days = Enter whole days, such as -3 or 15.
ladder-kept = The reminder ladder is kept

## Write-offs

finance-write-off-ask = Ask to write off
finance-write-off-asked = Asked; another person decides
finance-write-off-waits = Waits
finance-write-off-approved = Approved
finance-write-off-refused = Refused
finance-write-off-done = Approved and booked
finance-write-off-declined = Refused; the invoice stays as it is
finance-write-off-own = You asked for it yourself: another person decides.
finance-write-offs-none = No write-off waits
finance-write-offs-about = What will not be paid is given up when one person asks and another approves.
finance-approve = Approve
finance-refuse = Refuse

## Statements

finance-period = Period
finance-date = Date
finance-document = Document
finance-debit = Debit
finance-credit = Credit
finance-balance = Balance
finance-opening = Opening balance
finance-closing = Closing balance
finance-print = Print it, or save it as PDF, with the browser
finance-statement-none = There were no transactions by the end of the period.
finance-statement-foot = Please tell us within seven days if anything differs.

## The money of an order

finance-opened = The receivable is open: { $number }
money-deposit = Deposit
money-deposit-credited = Credited
money-deposit-waits = Not received
money-deposit-not-opened = Not opened yet
money-plan = Plan of payment
money-plan-none = The order has no total yet, or its terms can't be read.
money-firm = firm
money-expected = expected
money-none = No receivable yet
money-none-about = It opens by itself once the order has been reviewed or released on credit; finance may open it now.
money-number-hint = Optional; the order's number when left empty
money-open = Open the receivable
money-received = Received
money-received-none = Nothing has come in yet.
