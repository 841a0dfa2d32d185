# Samples: the order, items, process sheet, size chart, and each round from the sample room to the customer's verdict.

## What is missing before the next task: what is missing first, then what to do

sample-items-missing = No fabric or trim is listed: go through the sample order and list each; if nothing is needed, say why and hand it to the sample room.
sample-item-not-looked-up = Nobody has looked whether item { $line }, { $item }, is in stock: have the warehouse look before it is ordered.
sample-item-short = Of item { $line }, { $item }, only { $stock } is in stock and { $wanted } is needed: order the rest, or choose one that is there.
sample-item-not-ordered = Item { $line }, { $item }, is not in stock and has not been ordered: have purchasing order it.
sample-item-not-arrived = Item { $line }, { $item }, was ordered on { $ordered } and has not come: press the supplier; to begin with a substitute, say why.
sample-question-open = The customer has not answered question { $number }: press for the answer; to begin the usual way without it, say why.
sample-sheet-missing = There is no process sheet: write what is required of materials, wash, thread and sewing; to copy the original as it is, say why.
sample-sizes-not-measured = Not measured yet: sizes { $sizes }. Measure them before the sample is sent.
sample-points-not-measured = Of size { $size } these are not measured: { $points }. Measure them before the sample is sent.

## Why a deed is not taken

sample-not-there = There is no such sample: enter the sample order first.
sample-already-ordered = This sample has been entered: change its order instead.
sample-dropped = This sample was dropped on { $on }: if the customer wants it after all, enter a new one.
sample-approved = The customer approved round { $round } on { $on }, so nothing changes any more: if something must, say why and begin another round.
sample-with-customer = Round { $round } was sent on { $on } and waits for the customer: record the verdict before you change order, items, process sheet or size chart.
sample-nothing-changed = It reads as before: check what you meant to change.
sample-text-missing = “{ $what }” is empty: fill it in.
sample-text-too-long = “{ $what }” is too long: { $limit } characters at most; shorten it and attach the full text.
sample-item-text-missing = “{ $what }” of item { $line } is empty: fill it in.
sample-item-text-too-long = “{ $what }” of item { $line } is too long: { $limit } characters at most; write the rest into the process sheet.
sample-too-many = Too many { $what }: { $most } at most; take some out, or enter another sample.
sample-day-in-the-future = { $day } has not come yet: enter the day on which it happened.
sample-measured-in-unit = This round was measured in { $unit }, so the unit stays: fill in { $unit }, or change it in the next round.
sample-day-before = { $day } is before the step that comes first ({ $before }): check the day.
sample-due-before = The sample would be due on { $due }, before { $before }: check the day with the customer.
sample-no-pieces = No pieces are given: enter how many of at least one size.
sample-pieces-outside = Of each size there must be from 1 to { $most } pieces: take out a size that is not wanted.
sample-pieces-without-size = The pieces have no size: where there is a size chart or more than one size, enter the pieces by size in the sample order.
sample-size-twice = Size { $size } is there twice: make it one line.
sample-size-unknown = The size chart has no size { $size }, only { $known }: choose one of these, or add it to the chart first.
sample-no-such-item = There is no item { $line }: the list may have changed, so load the page again.
sample-quantity-not-positive = The quantity of item { $line } must be above zero: enter how much the sample takes.
sample-counted-in-fractions = Item { $line } is counted in { $unit }, which has no fractions: enter a whole number, or choose another unit.
sample-amount-outside = “{ $what }” of item { $line } must be above zero and { $most } at most: leave it empty if it is not known, and ask the customer or the mill.
sample-other-unit = Item { $line } is needed in { $wanted }, but the stock is in { $given }: convert it to { $wanted }.
sample-stock-negative = The stock of item { $line } is below zero: if there is none, choose “to be ordered”.
sample-no-such-question = There is no question { $number }: load the page again before you record the answer.
sample-already-answered = The customer answered question { $number } on { $on }: if the answer has changed, ask once more and record it there.
sample-chart-half = A size chart has both sizes and points of measure, or neither: fill in what is missing, or clear both if nothing is measured.
sample-point-twice = The point of measure { $point } is there twice: make it one, or say which is which, such as front and back waist.
sample-point-unknown = The size chart has no point of measure { $point }, only { $known }: choose one of these, or add it to the chart first.
sample-targets-missing = { $point } needs one measurement for each size: { $sizes }.
sample-length-outside = Measurements and tolerances of { $point } must be from 0 to { $most }: check decimal point and unit.
sample-no-chart = This sample has no size chart, so nothing is measured: draw the chart first if it should be.
sample-nothing-measured = No measurement is given: enter at least one.
sample-measured-twice = { $point } of size { $size } is given twice: leave one.
sample-round-open = Round { $round } is not over; the task now is “{ $now }”: another round begins when the customer has judged this one.
sample-not-now = The task now is not “{ $task }” but “{ $now }”: do that, and go on from there.
sample-nothing-washed = It has not been washed since it was made, so it cannot be washed again: choose “make again”, or record the wash first.
sample-courier-number-missing = What { $courier } carries has a tracking number: enter it as on the waybill, or choose “by hand” if it was handed over.
sample-outside-unexplained = Outside the tolerance: { $points }. Wash or make it again or, if it goes all the same, say why.
sample-comments-missing = The verdict is “{ $verdict }”, but no comments are given: write what the customer said, so that it can be followed.
sample-no-picture = No picture is chosen: choose at least one.
sample-too-many-samples = The order has too many samples: { $most } at most; enter another order.
sample-frozen = “{ $review }” is done and rests on the sample { $name } as the customer approved it: propose a change order, and begin another round once it is accepted.

## As histories tell it

sample-told-ordered = { $day } sample order entered
sample-told-amended = { $day } sample order changed
sample-told-listed = { $day } items listed: { $count }
sample-told-found = { $day } stock looked up: of item { $line } there is { $quantity }
sample-told-to-order = { $day } stock looked up: none of item { $line }, to be ordered
sample-told-item-ordered = { $day } item { $line } was ordered on { $on }
sample-told-arrived = { $day } item { $line } came on { $on }
sample-told-asked = { $day } question asked of the customer
sample-told-answered = { $day } question { $number } answered
sample-told-sheet = { $day } process sheet written
sample-told-chart = { $day } size chart drawn
sample-told-begun = { $day } handed to the sample room: a round begins
sample-told-made = { $day } made
sample-told-washed = { $day } washed
sample-told-passed = { $day } check passed
sample-told-wash-again = { $day } check failed: wash again
sample-told-make-again = { $day } check failed: make again
sample-told-finished = { $day } finished
sample-told-measured = { $day } points measured: { $count }
sample-told-sent = { $day } sent: { $courier } { $number }
sample-told-by-hand = { $day } handed over: { $to }
sample-told-judged = { $day } customer’s verdict: { $verdict }
sample-told-pictured = { $day } pictures attached: { $count }
sample-told-dropped = { $day } sample dropped
