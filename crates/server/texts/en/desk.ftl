# The sales desk: orders by quantities, credit limits and guarantee quotas, the day-end reconciliation; an order's page of credit.

## Release of an order on credit

credit-said-released = Released
credit-said-ready = Can be released
credit-said-held = Cannot be released yet. What is lacking:
credit-said-cancelled = The order is cancelled and uses no credit
credit-not-released = Not released
credit-or = or
credit-release = Release
credit-basis = What the decision rests on
credit-account = The customer's credit account
credit-changed-meanwhile = The order has changed since you opened this page: look at it as it is now, then release again.
credit-desk-total = Order total
credit-customer-total = Customer's own total
credit-explained = difference explained
credit-not-yet = not yet
credit-slips = Bank slips
credit-settlement = Settlement
credit-monthly = Monthly
credit-by-order = By order
credit-last-month = Open from last month
credit-limit = Credit limit
credit-usual = not formally set
credit-in-use = In use
credit-available = Available
credit-guarantor = Guarantor
credit-quota-left = Left of the guarantee quota
credit-signed = Guaranteed for this order
credit-shown = What has been shown
credit-shown-none = Nothing has been shown yet.
credit-entries = Taken and given back
credit-shown-customer-total = Customer's own total { $amount }
credit-shown-slip = Bank slip over { $amount }, paid { $day }
credit-shown-commitment = Customer's commitment letter
credit-shown-guarantee = Guaranteed by the salesperson: { $amount }
credit-shown-agreement = Agreement on deferred payment over { $amount }, until { $day }

credit-give-customer-total = Customer's total
credit-give-slip = Bank slip
credit-give-slip-taken-back = Take back a slip
credit-which-slip = Which one
credit-give-commitment = Commitment letter
credit-give-guarantee = Sign a guarantee
credit-give-agreement = Sign an agreement
credit-give-recall = Recall the release
credit-give-about = The order comes to { $total }
credit-amount = Amount
credit-customer-total-hint = The total as the customer's order states it. It is compared with the total of the lines.
credit-explanation = Why the totals differ
credit-explanation-hint = Only when they do, for example: the customer left out the freight.
credit-paid-on = Paid on
credit-bank-reference = The bank's number
credit-slip-file = Bank slip
credit-letter-file = Letter
credit-note = Note
credit-guarantee-hint = What you stand for in all for this order. It counts against your guarantee quota.
credit-until = Valid until
credit-until-hint = After this day the agreement counts no more.
credit-recall-hint = What the order has in use is given back at once; another release is decided anew.
credit-amount-missing = Enter the amount.
credit-day-missing = Enter the day.
credit-not-priced = Some lines have no price, so the total is not complete and the order cannot be released. Add the prices first.
store-held = The order cannot be released yet.

## Credit limits and guarantee quotas

credit-limits = Credit limits
credit-quotas = Guarantee quotas
credit-find = Find a customer: name, code, contact
credit-at = At the end of this day
credit-look = Show
credit-none = No limits to list
credit-none-onward = Customers without a formal limit may each use 1,000 yuan. To set a limit, find the customer above.
credit-quotas-none = No guarantee quotas yet
credit-quotas-none-onward = The people of the sales department appear here; finance or a manager sets what each may guarantee.
credit-quota = Guarantee quota
credit-guaranteed = Guaranteed
credit-no-quota = not set
credit-customer-page = Customer
credit-now = Now
credit-as-it-was = At the end of that day
credit-set-limit = Set the credit limit
credit-set-quota = Set the guarantee quota
credit-why = Why
credit-monthly-about = A customer who settles monthly pays each month for all orders of the month before. While last month is open, orders are held; once it is settled, they are released and use no limit.
credit-begin-monthly = Settles monthly from now on
credit-end-monthly = Settles by order from now on
credit-history = Ledger
credit-history-none = Nothing has happened yet.
credit-limit-set = The credit limit is set
credit-quota-set = The guarantee quota is set
credit-settlement-set = Settlement changed
credit-limit-negative = This cannot be below zero; enter 0 to give no credit.
credit-note-too-long = The reason is too long: { $limit } characters at most.
customer-credit = Credit limit

## Order entry

desk-order = Order entry
desk-order-title = Order at the sales desk
desk-order-about = Choose the customer and type quantities. Prices come from the catalogue and are not changed here.
desk-entered = Order { $number } is entered and handed to the region's assistant
desk-asks = Please check first
desk-address-hint = Left empty, the customer's address is used.
desk-lines = Goods
desk-lines-about = Catalogue number and quantity
desk-compare = Compare the totals
desk-customer-total-hint = The total as the customer's order states it. It may follow later, but is needed before the release.
desk-remarks = Special remarks
desk-code-missing = Enter the catalogue number, or clear this line.
desk-routed = { $region }: goes to { $assistant }
desk-total = The order comes to { $ours }
desk-totals-equal = The customer's own total is the same
desk-totals-differ-by = The customer's own total is { $theirs }, a difference of { $gap }: correct it, or say why
desk-totals-differ = The order comes to { $ours }, the customer's own total is { $theirs }. If you enter it now, it cannot be released until the difference is explained.
desk-same-reference = This customer's number has been entered before, as order { $number }.
desk-customer-total = The customer's total has too many decimals or is too large for { $currency }.
desk-product-archived = Line { $line }: product { $product } is no longer in use. Choose another.
desk-product-unpriced = Line { $line }: product { $product } has no price in the catalogue. Add it there first.
desk-product-currency = Line { $line }: product { $product } is priced in { $currency }, those before in { $first }. An order has one currency: enter two orders.
desk-quantity-digits = Line { $line }: the quantity of { $product } has too many decimals (four at most) or is too large.

## Regions

desk-settings = Regions
desk-settings-about = The region of a customer says which sales assistant gets its orders.
desk-regions = Regions
desk-regions-form = South, Southwest
desk-assistant = Sales assistant
desk-assistant-missing = Choose the sales assistant for “{ $regions }”.
desk-settings-kept = Regions saved
desk-too-many = { $most } sales assistants at most.
desk-regions-missing = Each sales assistant needs one region at least; clear the whole row to remove it.
desk-region-too-long = The name of a region is too long: { $limit } characters at most.
desk-region-twice = The region “{ $region }” stands here twice. A region has one sales assistant.

## End of the day

desk-day = Day-end check
desk-day-title = Day-end check
desk-day-which = Which day
desk-day-before = The day before
desk-day-not-compared = not compared yet
desk-day-closed = closed
desk-day-open = { $count ->
    [one] { $count } difference open
   *[other] { $count } differences open
}
desk-day-closed-about = The orders of this day agree with the order entry, or every difference has been found out.
desk-day-orders = Orders of the desk
desk-day-no-orders = The desk took in no orders on this day.
desk-differences = Differences
desk-difference-resolved = found out
desk-note = How it came about, and what was done
desk-resolve = Found out
desk-resolved = Noted
desk-list = Order-entry list
desk-list-file = Upload the list
desk-list-hint = Excel or CSV with three columns: number, customer, amount. Another upload takes the place of this one.
desk-list-pasted = Or paste it here
desk-compare-now = Compare
desk-list-kept = Compared with { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of the list
desk-list-missing = Upload the list, or paste it into the field below.
desk-list-empty = The list is empty: it needs one row at least.
desk-list-too-long = The list is too long: { $most } rows at most.
desk-list-faults = { $count ->
    [one] One row
   *[other] { $count } rows
} cannot be read, so nothing of the list was kept. Mend it and send it again:
desk-row-refused = Row { $row } { $column } “{ $value }”: { $why }
desk-note-missing = Say how it came about and what was done.
desk-note-too-long = The note is too long: { $limit } characters at most.
desk-no-such-difference = There is no difference for this number any more: the list or the order has changed. Load the page again.

api-money-not-exact = The amount has too many decimals or is too large: this currency has { $digits } at most.
