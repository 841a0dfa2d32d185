# Delivery: packing data, papers, shipments and signatures, following exports. Keys come from crates/domain/src/delivery.

## Shared

delivery-text-missing = “{ $what }” is empty: enter it.
delivery-text-too-long = “{ $what }” is too long: at most { $limit } characters.
delivery-too-many = Too many { $what }: at most { $most }; enter the others by themselves.
delivery-file-not-sealed = The file “{ $file }” did not arrive whole: upload it again.

## Packing data: why they are not taken

packing-no-rows = The packing data are empty: enter at least one row.
packing-too-many-packages = Too many packages, or too high a number: a packing list goes up to { $most }; check it.
packing-no-packages = The row of packages { $numbers } is wrong: first number and count both start at 1.
packing-empty = Nothing is said to be in packages { $numbers }: enter goods and the quantity in one package.
packing-numbers-twice = Packages { $numbers } and { $others } overlap: a number belongs to one package; change the number or the count.
packing-weight-outside = The { $what } of packages { $numbers } is wrong: enter that of one package, above zero and at most { $most } kg; leave it empty while it is not known.
packing-net-above-gross = Packages { $numbers } weigh { $net } net and only { $gross } gross: were the two mixed up?
packing-size-outside = The size of packages { $numbers } is wrong: each side is above zero and at most { $most } cm; leave all three empty while they are not measured.
packing-quantity-outside = The quantity { $quantity } in packages { $numbers } is wrong: more than nothing and at most { $most }.
packing-in-fractions = The quantity { $quantity } in packages { $numbers } is not whole: what is counted comes in whole numbers; give the last package a row of its own.
packing-below-shipped = Of { $goods } { $shipped } have left, but only { $packed } would be packed: check the packing data, or correct the shipment first.

## Packing data that don't fit order or shipment

packing-wrong-goods = “{ $goods }” in packages { $numbers } does not belong to { $of }: were the wrong goods packed, or the wrong line chosen?
packing-other-unit = Packages { $numbers }: { $goods } is entered in “{ $given }”, but ordered in “{ $wanted }”: enter the order's unit.
packing-over = Too much of { $goods }: { $packed } are packed, { $of } takes at most { $most }. Take some out, or change the order first.
packing-short = Too little of { $goods }: { $packed } are packed, { $of } wants at least { $least }. Pack more, or ship in parts.
packing-not-packed = { $goods } is not packed yet: { $of } wants { $wanted }.
packing-numbers-missing = Packages { $first } to { $last } are missing: enter them, or number the packages anew.
packing-no-weight = Packages { $numbers } have no net or gross weight: packing list and customs want them; ask the factory.
packing-no-size = Packages { $numbers } have no size, so there is no volume: ask the factory for length, width and height.
packing-no-marks = There are no shipping marks: enter those that the customer wants, or N/M.

## Papers: why not

paper-not-there = There is no such paper: load the page again and retry.
paper-other-subject = { $kind }: not issued for this. Issue it from the page of the order, shipment, purchase or customer that it is about.
paper-already-issued = There is { $paper } already: issue a new version of it, or declare it void first.
paper-void = { $paper } is void ({ $reason }): issue another.
paper-no-content = The paper's content was not made: open the preview again, then issue it.
paper-takes-no-seal = Such a paper does not carry the company's seal: untick it.
paper-may-not-seal = You may not use the seal: issue it without, or ask a colleague who may.
paper-may-not-void = You may not declare papers void: ask a manager.
paper-findings-unexplained = { $count } things on { $paper } don't fit: mend them before it goes out, or say why it may go out so.
paper-same-pattern = { $kind } and { $other } are numbered alike, and their numbers would mix: choose another prefix.

## Papers that don't fit each other or the credit

paper-found-missing = { $paper } lacks: { $items }. Add them where they come from, then issue a new version.
paper-found-differs = { $item } differs: { $one } says “{ $said }”, { $other } says “{ $othersaid }”. Make them the same.
paper-found-quantity = The quantity of line { $line } differs: { $said } on { $one }, { $othersaid } on { $other }.
paper-found-line-missing = The goods of line { $line } are on { $on } but not on { $missing }.
paper-found-dated = The dates are out of order: { $earlier } is of { $day } and should not be later than { $later } ({ $laterday }).
paper-found-no-invoice = There is no commercial invoice: nothing can be presented without one; issue it first.
paper-credit-currency = The credit is in { $credit }, the invoice in { $invoice }: they must be the same; change the invoice or have the credit amended.
paper-credit-over = With earlier drawings it comes to { $drawn }, more than the credit's { $most } with its tolerance: invoice less, or have the credit amended.
paper-credit-under = Drawn are { $drawn }, but the credit allows no part shipments and wants at least { $least }: check quantities and prices, or have it amended.
paper-credit-name = { $paper } calls the { $party } “{ $said }”, the credit “{ $credit }”: the name has to be as in the credit, letter by letter.
paper-credit-port = { $port } is “{ $said }” on { $paper } and “{ $credit }” in the credit: write what the credit says, or have it amended if the goods really go elsewhere.
paper-credit-number = { $paper } names the credit “{ $said }”; it is “{ $credit }”.
paper-credit-goods = The credit's description of goods does not name: { $goods }. The invoice describes goods as the credit does.
paper-credit-shipped-late = The credit wants shipment by { $latest }, and these goods leave on { $leaves }: find an earlier vessel, or have the credit extended.
paper-credit-presented-late = Papers have to be presented by { $by }, and it is { $on }: agree with the customer first that the discrepancy is accepted.
paper-credit-no-parts = The credit allows no part shipments, and this is one: ship it all together, or have the credit amended.
paper-credit-no-transhipment = The credit allows no transhipment, and these goods are transhipped: book a direct vessel, or have the credit amended.

## Shipments and signatures: why not

shipment-not-there = There is no such shipment: load the page again and retry.
shipment-already-planned = This is shipment { $number }, which exists: change it instead.
shipment-cancelled = This shipment is cancelled ({ $reason }): plan another.
shipment-nothing-to-ship = Nothing is to be shipped: enter a quantity for at least one line.
shipment-no-such-line = The order has no line { $line }: choose one of its lines.
shipment-line-twice = Line { $line } is there twice: make it one.
shipment-line-lost = Line { $line } is in shipment { $number }: change that shipment before the line is taken out of the order.
shipment-line-not-shipped = Line { $line } is not in this shipment: check it.
shipment-not-positive = The quantity of { $goods } is { $quantity }: enter more than nothing.
shipment-in-fractions = The quantity { $quantity } of { $goods } is not whole: what is counted comes in whole numbers.
shipment-no-container = No container yet: enter the size of at least one; its number can follow.
shipment-no-parcel = There is at least one parcel.
shipment-more-than-ordered = Of { $goods } { $given } are to be shipped, but only { $left } are not planned yet (at most { $most }): ship fewer, or change another shipment or the order first.
shipment-more-than-packed = Of { $goods } { $given } are to leave, but only { $left } are packed and still here: complete the packing data first, or ship fewer.
shipment-has-left = This shipment left on { $on } and stays as it left: plan another for the rest.
shipment-has-not-left = Nobody has registered that this shipment left: do that first.
shipment-no-conveyance = Enter the vessel, flight or lorry, or the number of the bill, or both.
shipment-nothing-changed = The days are the same as before: there is nothing to change.
shipment-arrives-before-leaving = It would arrive on { $arrives }, before it leaves on { $leaves }: check the days.
shipment-day-to-come = { $on } has not come yet (today is { $today }): enter what has not happened as an expected day.
shipment-report-to-come = The time { $at } has not come yet: check time and time zone.
shipment-more-harmed = Of { $goods } { $given } are said to be harmed, but only { $shipped } were shipped: check the quantity.
shipment-already-signed = { $name } signed for it at { $at }: if that was wrong, have a manager annul it first.
shipment-sign-off-annulled = This signature was annulled and cannot be changed and used again: have the customer sign anew.
shipment-not-signed = There is no signature that counts, and so none to annul.
shipment-may-not-annul = You may not annul signatures: ask a manager.

## Shipments and signatures: to be looked at

shipment-found-not-left = It was to leave on { $etd } and is { $days } days late: ask the forwarder, and register the new day with the reason.
shipment-found-late = It arrives { $days } days later than first said ({ $first }), on { $expected }: tell the customer.
shipment-found-carrier-says-left = The carrier says “{ $milestone }” ({ $on }), but nobody has registered that it left: check and register it.
shipment-found-container-number = The check digit of container { $number } is wrong, so it is probably mistyped: compare it with the bill of lading.
shipment-found-harmed = Of { $goods } { $quantity } are { $kind }: enter a claim, and tell the customer how it is made good.
shipment-found-received-less = Of { $goods } { $shipped } were shipped and { $received } signed for, which is less: find out whether they were not packed, lost or miscounted.
shipment-found-received-more = Of { $goods } { $shipped } were shipped and { $received } signed for, which is more: check packing and signature.
shipment-found-tampered = What { $name } signed is not what is kept: look into the history at once.

## Following exports

export-not-there = There is no such entry: load the page again and retry.
export-already-there = This entry exists: bring it up to date instead.
export-day-to-come = { $on } has not come yet (today is { $today }): enter it when it has happened.
export-day-before = { $on } is before the step before it ({ $before }): check the days.
export-amount-not-positive = The amount is { $amount }: enter more than nothing.
export-not-now = It is “{ $standing }” now, and this cannot be entered: take one step after the other.
export-nothing-changed = It is the same as before: there is nothing to change.
export-not-kept = “{ $item }” is not in the archive and so cannot be removed.
export-no-such-item = The archive's checklist has no “{ $key }”: add it in the settings first.
export-may-not-confirm = Claims and deductions are confirmed by a manager: you may not.
export-own-claim = You have entered this claim yourself: have another manager confirm it.
export-more-than-claimed = { $confirmed } are confirmed, more than the { $claimed } claimed: check it, or correct the claim first.
export-other-currency = The currency is that of the claim: use { $wanted }.
export-already-reversed = This bill has been taken back already.
export-no-shipment = No shipment is named that the bill is for: choose at least one.
export-shipment-twice = The same shipment is named twice: take one out.
export-volume-unknown = It cannot be shared by volume: { $shipments } have none. Add the sizes to the packing data first.
