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
