# Materials: the catalogue and suppliers, bills of material, stock, purchases. The keys come from crates/domain/src/material.

## Shared

material-field-missing = The { $what } is missing: fill it in.
material-field-too-long = The { $what } is too long: { $limit } characters at most.
material-quantity-not-positive = { $quantity } won't do: not below zero, and more than zero to receive, issue or buy; what was entered wrongly is reversed.
material-quantity-too-large = The quantity is too large: { $most } at most in one entry. Check it.
material-quantity-in-fractions = { $quantity } is not whole: what is counted has no fractions.
material-price-negative = The unit price can't be below zero; for what the customer provides, enter 0.
material-price-too-large = The unit price is too high: { $most } at most. Perhaps it is the price of the lot?
material-price-too-many-digits = The unit price has too many digits: { $most } after the point at most.
material-entry-unknown = This entry is not there: reload the page and look again.
material-entry-already-reversed = This entry has been reversed already.
material-entry-is-reversal = A reversal can't be reversed: make the entry anew if it should count after all.
material-entry-reversed-before = This entry counts from { $day }: it can't be reversed before that day.

## Catalogue and suppliers

material-lead-days-too-many = The lead time is too long: { $most } days at most.
material-supplier-no-kind = Nothing says what this supplier does: choose at least one, such as materials or outside work.
material-requirement-too-large = So much material can't be reckoned: check the quantities of the order and the consumption in its bills.

## Columns that a company adds to the tracking sheet

material-column-too-many = Too many columns of your own: { $most } at most.
material-column-bad-key = The key “{ $key }” won't do: lower-case letters, digits and hyphens, beginning with a letter.
material-column-same-key = There is a column “{ $key }” already: take another key.
material-column-same-name = Column “{ $key }” is called “{ $name }” like another column of the sheet: choose another name.
material-column-no-name = The column “{ $key }” has no name: fill it in.
material-column-name-too-long = The name of column “{ $key }” is too long: { $limit } characters at most.
material-column-unknown = There is no column “{ $key }”: add it in the settings first, or leave the value out.
material-column-value-too-long = “{ $column }” is too long: { $limit } characters at most.

## Bills of material

bom-no-version = The bill has no version number: they count from 1.
bom-no-lines = The bill is empty: list at least one material.
bom-too-many-lines = The bill is too long: { $most } lines at most.
bom-line-twice = Line { $line } names the material of line { $first } again: make them one.
bom-line-quantity-not-positive = The consumption in line { $line } has to be more than zero; leave out what is not used.
bom-line-quantity-too-large = The consumption in line { $line } is too high: { $most } at most. Check the unit.
bom-line-quantity-digits = The consumption in line { $line } has too many digits: { $most } after the point at most; where several pieces share one, say “1 for so many”.
bom-line-per = In line { $line }, “for so many” won't do: a whole number from 1 to { $most }.
bom-line-wastage = The wastage in line { $line } won't do: from 0 to below 100 %.
bom-line-wastage-digits = The wastage in line { $line } has too many digits: { $most } after the point at most.
bom-line-note-too-long = The note of line { $line } is too long: { $limit } characters at most.

## Stock

stock-short = Not enough in store: { $available } is free on { $day }, and it takes { $quantity }. Take less, or enter what came in or was counted first.
stock-short-set-aside = Not enough in store: of { $held } on { $day }, { $available } is free, and beyond what is set aside for it this takes { $quantity }. Set aside for { $orders }. Take less, or set some of that free first.
stock-counted-too-low = { $counted } is too little: what was issued until { $day } takes { $least } at least. Count again, or reverse what was issued wrongly.
stock-counted-below-set-aside = { $counted } is too little: set aside on { $day } for { $orders }, which takes { $least } at least. Count again; if it is true, set some of that free first.
stock-more-than-allocated = Only { $allocated } is set aside for order { $order }, less than { $quantity }: take less; what was issued is returned or reversed first.
stock-more-than-issued = Only { $issued } was issued to order { $order }, less than { $quantity }: check the quantity; what was returned is reversed first.
stock-more-than-arrived = Only { $arrived } of purchase { $number } came into the store, less than { $quantity }: check the quantity or the purchase.
stock-other-material = Purchase { $number } is of another material: choose the line that fits.
stock-before-ordered = Purchase { $number } was ordered on { $ordered }: not before that day.

## Purchases

purchase-wanted-before-ordered = It is wanted before it was ordered on { $ordered }: change one of the days.
purchase-tolerance = The tolerance won't do: a percentage from 0 to 100.
purchase-before-ordered = This was ordered on { $ordered }: not before that day.
purchase-expected-before-ordered = The confirmed day is before the order of { $ordered }: check it.
purchase-closed = This purchase was closed on { $day }: reverse that first if goods still come.
purchase-more-rejected = { $quantity } came, but { $rejected } is to be rejected: not more than came.
purchase-over-delivered = Too much: { $ordered } was ordered, { $most } may come, and with this it would be { $total }. Reject the rest, or say that more is welcome.
purchase-other-currency = The currency is wrong: this purchase is priced in { $wanted }.
purchase-more-than-accepted = Only { $accepted } was accepted, less than { $quantity }: check the quantity; what was sent back is reversed first.
purchase-no-reason = Say why no more will come, so that it can be found later.
purchase-reason-too-long = The reason is too long: { $limit } characters at most.
purchase-nothing-outstanding = All has come: there is nothing to close.
purchase-closed-before = Something happened on { $last }: it can't be closed before that day.
