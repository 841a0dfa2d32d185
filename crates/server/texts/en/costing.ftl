# Costing: what a cost sheet lacks, what is wrong with it, and why an actual cost can't be entered.

## Not to be reckoned yet

costing-lack-quantity = Without a quantity there is no cost: fill in the quantity first.
costing-lack-price = Without a selling price there is no profit: fill in the unit price first.
costing-lack-rate = The exchange rate of { $currency } is not known: fill it in, or use a currency of the cost sheet.
costing-lack-weight = Line { $line } “{ $name }” is priced by the kilogram: fill in weight and width, so that metres can be turned into kilograms.
costing-lack-overflow = The numbers are too large to reckon with: check quantity, price and costs.

## What is wrong with a sheet

costing-quantity-not-positive = The quantity must be above zero.
costing-price-negative = The unit price is negative: correct it.
costing-rate-not-positive = The exchange rate must be above zero.
costing-vat-out-of-range = The VAT rate must be from 0 to 100.
costing-refund-out-of-range = The refund rate must be from 0 to the VAT rate ({ $vat }%).
costing-note-too-long = The note is too long: at most { $limit } characters.
costing-too-many-items = Too many costs: at most { $limit } lines; put small ones together.
costing-item-too-long = Line { $line } “{ $name }” has too long a text: at most { $limit } characters in each field.
costing-item-negative = Line { $line } “{ $name }” has a negative number: amounts, consumption, weight and width can't be below zero.
costing-item-percent-out-of-range = The percentage of line { $line } “{ $name }” must be from 0 to 100.
costing-item-other-currency = There is no exchange rate for { $currency } in line { $line } “{ $name }”: use the company's currency or that of the selling price.
costing-item-weight-missing = Line { $line } “{ $name }” is priced by the kilogram: fill in weight and width, both above zero.

## Actual costs

costing-entry-zero = The amount is zero: nothing to enter.
costing-entry-other-currency = Actual costs are entered in { $base }, and this is in { $currency }: convert it first.
costing-entry-too-long = The text is too long: at most { $limit } characters.
costing-entry-not-there = There is no entry { $number }: reload the page and look again.
costing-entry-not-reversible = Entry { $number } can't be taken back: it has been already, or takes another one back itself.

## The pages of costs

costs-title = { $number } · Costs
costs-sheet = Cost sheet
costs-versions = Versions
costs-actual = Estimated and actual
costs-review = Review form
costs-kept = The cost sheet is kept as a new version
costs-entered = The cost is entered
costs-reversed = The cost is taken back
costs-none-yet = There is no cost sheet yet
costs-begin = What you fill in below becomes the first version. You can also begin with the usual costs; rows left empty are not kept.
costs-start-trade = Trade (bought from a factory)
costs-start-garment = Garment (fabric, trims, making)
costs-only-seen = Read only
costs-version = Version { $count }
costs-base = Summed in
costs-items = Costs
costs-items-about = Every cost that is reckoned with, by its kind
costs-item = A cost
costs-add = Add a cost
costs-remove = Remove this cost
costs-keep = Keep the cost sheet
costs-note-hint = Terms of the quotation, why the price changed and the like; it stays with this version.
costs-rate-hint = { $base } for one unit of the selling currency; not needed where they are the same.
costs-not-readable = Something can't be read; figures come once it is mended.
costs-amount-missing = Fill in the amount.
costs-consumption-missing = Fill in what one piece takes.
costs-kind-missing = Choose what kind of cost it is.
costs-not-exact = The amount has more digits after the point than { $currency } has, or is too large.

costs-field-currency = Selling currency
costs-field-rate = Exchange rate
costs-field-quantity = Quantity
costs-field-price = Unit price
costs-field-vat = VAT %
costs-field-refund = Tax refund %
costs-field-note = Note
costs-field-items = Costs

costs-item-kind = Kind
costs-item-name = Name
costs-item-basis = Reckoned
costs-item-amount = Price or amount
costs-item-currency = Currency
costs-item-vat = VAT invoice
costs-item-spec = Supplier or remark
costs-item-per-piece = Used per piece
costs-item-unit = Unit used
costs-item-wastage = Wastage %
costs-item-composition = Composition
costs-item-yarn = Yarn count
costs-item-weight = Weight g/m²
costs-item-width = Width cm

costs-in-sale = As sold
costs-vat-usual = By kind
costs-vat-yes = With
costs-vat-no = Without
costs-basis-per-unit = Per piece
costs-basis-total = In total
costs-basis-percent = % of the sale
costs-basis-consumption = Use × price
costs-basis-weighed = Metres as kg
costs-basis-each = { $price } a piece
costs-basis-of-sale = { $percent }% of the sale
costs-basis-wastage = (and { $percent }% wastage)

costs-figures = Figures
costs-figure = Item
costs-by-kind = By kind of cost
costs-loss = Loss
costs-sales = Sales
costs-revenue = Revenue
costs-total = Total cost
costs-refund-amount = Tax refund
costs-profit = Profit
costs-margin = Margin
costs-per-unit = Cost per unit
costs-net-foreign = Net foreign exchange
costs-exchange = Cost per unit of foreign exchange
costs-sum = Amount

## Versions

costs-versions-blank = Every time the cost sheet is kept it is a new version, to be compared here.
costs-versions-total = { $count } in all
costs-newest = Newest { $count }
costs-written = Written
costs-more = up
costs-less = down
costs-difference = Difference

## Estimated and actual

costs-actual-blank = Fill in the cost sheet first; then enter what is spent, to hold one against the other.
costs-no-figures = Nothing to compare yet
costs-estimated = Estimated
costs-spent = Actual
costs-over = Over
costs-under = Saved
costs-not-spent = Not spent yet
costs-better = Earned more
costs-worse = Earned less
costs-profit-as-estimated = Actual profit is reckoned with revenue and refund as estimated.
costs-entries = Actual costs
costs-no-entries = Nothing has been entered yet.
costs-enter = Enter a cost
costs-day = Day
costs-document = Invoice or voucher no.
costs-note = Note
costs-by = Entered by
costs-amount-hint = Below zero for what came back.
costs-take-back = Take back
costs-reason = Why it is taken back
costs-takes-back = Takes back entry { $count }
costs-taken-back-by = Taken back by entry { $count }
costs-losses = Losses by change orders
costs-no-losses = None.

## The review of the export contract

costs-review-title = { $number } · Export contract review
costs-review-heading = Export contract review
costs-print = Print
costs-print-hint = On A4 paper; the menus are left out.
costs-printed = Printed on
costs-contract = Contract
costs-order-number = Our number
costs-points = To be looked at
costs-commission = Commission
costs-prepaid = Prepayment
costs-attached = Attached (customer's order, factory contract and others)
costs-nothing-attached = Nothing is attached.
costs-signatures = Signatures
costs-nobody-signs = This process has no approvals.
costs-link = Link
costs-signed-by = Signed by
costs-signed-at = When
costs-comment = Comment
costs-in-place-of = for
costs-where-it-applies = Where it applies
