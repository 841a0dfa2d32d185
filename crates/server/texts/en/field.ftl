# In the field: order slips to the end, signatures, installations, customers' calls, after-sales. The keys come from crates/domain/src/field.

## Filling in

typed-missing = The { $what } is missing: fill it in.
typed-too-long = The { $what } is too long: { $limit } characters at most.
typed-too-many = Too many { $what }: { $most } at most; enter them in parts.
typed-not-positive = { $quantity } of { $what } won't do: it has to be more than nothing.
typed-in-fractions = { $quantity } of { $what } is not whole: what is counted has no fractions.
typed-too-large = So much of { $what } is too large: { $most } at most in one entry. Check it.
typed-money-not-positive = The { $what } has to be more than nothing: check it.
typed-money-too-large = The { $what } is too large: { $most } at most. Check it.
typed-other-currency = This is in { $given }, but { $wanted } is used here: convert it first.
typed-in-the-future = { $at } is still to come: check it, and set the phone's clock if it is wrong.
typed-too-early = { $at } is before { $before }, when the step before it happened: check the time.

## Signatures and photos

evidence-file-missing = The { $what } is missing: add it, without it the signature proves nothing.
evidence-too-many-files = Too many drawings and photos: { $most } at most for one piece of evidence.
evidence-hash-unreadable = The phone sent a check sum that cannot be read: reload the page, then sign or photograph again.
evidence-nobody-signed = “{ $act }” does not go with the way it was signed: a photo is no signature and a signature no photo; choose again.
evidence-nothing-shown = Nothing was shown when it was signed: start the signature from the document's page.
evidence-shown-too-long = There is too much to sign: { $limit } characters at most; make several slips of it.
evidence-no-such-place = The phone named a place that does not exist: locate again, or sign without a place.

## Customers' calls

contact-settled = This was settled at { $at }: note down a new call if the customer asks again.
contact-next-not-ahead = The next word at { $next } does not come after this answer: choose a later time.
contact-next-too-far = The next word is too far away: { $most } days at most; choose an earlier time.
contact-same-person = This person has to answer already: choose somebody else to hand it on.

## Order slips

slip-no-goods = There are no goods on the slip: enter at least one item; gifts alone are no order.
slip-price-negative = The price of { $item } is below zero: check it.
slip-amount-too-large = The amount of { $item } is too large: check price and quantity.
slip-no-such-item = The slip has no item { $item }: reload the page and choose again.
slip-nothing-itemised = Nothing is itemised: enter what was delivered or signed for, item by item.
slip-no-such-copy = This pad has no { $copy }: choose another copy.
slip-copy-is-there = { $copy } is with { $holder } already: it need not be moved.
slip-order-not-signed = The customer has not signed that it is ordered: have the slip signed first.
slip-signed-already = { $name } has signed already: void a wrong signature before signing again.
slip-rest-closed = The rest of this slip will not be delivered ({ $reason }): write another slip if it is to come after all.
slip-nothing-outstanding = Nothing is left to be delivered: there is nothing to close.
slip-more-than-ordered = { $given } of { $item } delivered, but only { $most } are outstanding: check the quantity, or write another slip for the rest.
slip-no-such-handover = There is no such delivery: itemise the delivery first, then have it signed for.
slip-signed-apart = { $item } is of the kind { $kind }; goods and gifts are signed for apart: sign in the other box.
slip-more-than-handed-over = { $given } of { $item } signed for, but only { $most } were delivered this time: check the quantity.
slip-no-such-signature = The slip has no such signature: reload the page.
slip-voided-already = This signature was voided already ({ $reason }).
slip-delivered-since = Goods were delivered on this signature, so it cannot be voided: enter a return for wrong goods.
slip-written-off-since = { $quantity } of { $item } were written off, more than would be signed for without this signature: ask finance first.
slip-again-in-the-past = The time to ask again, { $at }, has passed: choose a later one.
slip-may-not-write-off = Finance writes off: hand it over to finance.
slip-own-slip = Nobody writes off a slip of their own: have somebody else in finance do it.
slip-more-than-supported = { $given } of { $item } to be written off, but signatures support only { $most }: use the quantities that are proposed.

slip-short-order-not-signed = the customer has not signed that it is ordered, or the signature was voided
slip-short-not-delivered = not delivered yet
slip-short-not-coming = will not be delivered: { $reason }
slip-short-not-signed = delivered, and not signed for
slip-short-gifts-not-signed = gifts or display prizes were not signed for apart
slip-short-paper-not-back = signed on paper, and copy 2 is not back in the office
slip-short-evidence-changed = the signature is not what was sealed, somebody may have changed it

slip-chase-order-not-signed = The customer has not signed that it is ordered
slip-chase-not-with-carrier = Copy 2 has not reached the carrier
slip-chase-not-delivered = Not delivered yet: { $rest }
slip-chase-goods-not-signed = The goods are there and not signed for
slip-chase-gifts-not-signed = The gifts or display prizes are there and not signed for
slip-chase-paper-not-back = The signed copy 2 is not back in the office; it is with { $holder }
slip-chase-copy-lost = { $copy } was lost

## Installations

installation-no-room = No room on { $on }, { $half }: { $left } minutes are left, { $needed } are needed. Choose another time or another crew.
installation-day-off = The crew does not work on { $on }: choose another day.
installation-too-long = { $minutes } minutes do not fit into the days that can be booked: begin earlier, or choose another crew.
installation-nothing-to-do = The booking has no minutes: enter how long it takes.
installation-cancelled = This installation was cancelled ({ $reason }): make another one.
installation-day-to-come = { $on } is still to come, today is { $today }: enter today or a day before.
installation-day-passed = { $on } has passed, today is { $today }: choose today or a later day.
installation-nothing-measured = Nothing was measured: enter one place at least.
installation-measured-twice = “{ $what }” is there twice: enter each place once.
installation-length-outside = { $what } has no such length: from 1 to { $most } millimetres.
installation-not-measured = Nobody has measured yet: measure first, then it is known how long it takes.
installation-site-not-confirmed = The customer has not confirmed the site: have it confirmed before booking.
installation-no-standard-time = The standard times say nothing of { $length } mm: add them in the settings.
installation-shorter-than-standard = { $minutes } minutes are less than the standard time of { $standard }: book the standard or more.
installation-too-many-minutes = The booking is too long: { $most } minutes at most; make several installations of it.
installation-short-notice = { $on } is too soon, crews hear of their work 2 days ahead: { $earliest } at the earliest, or give the reason for the short notice.
installation-not-booked = No crew is booked: book one first.
installation-crew-knows = The crew was told at { $at }: it is told anew only when the day is moved.
installation-started = The work began at { $at }: this cannot be changed any more.
installation-not-started = The work has not begun: enter its beginning first.
installation-finished = The work was finished at { $at } already.
installation-not-finished = The work is not finished: it is accepted when it is.
installation-no-such = There is no { $what } { $number }: reload the page and choose again.
installation-outside-passed = “{ $what }” has passed its check: nothing to change.
installation-outside-faultless = “{ $what }” came in time and passed: there is no loss to charge; check the item.
installation-outside-open = Outside work has not passed: { $items }. Check it before the customer accepts.
installation-defect-fixed = This was mended at { $at }: enter a new one if it comes up again.
installation-promise-not-ahead = The promised time, { $by }, has passed: choose a later one.
installation-defects-open = Neither mended nor promised: { $defects }. Mend it on site, or agree on a time with the customer.
installation-accepted = { $name } has accepted the work already.
installation-audit-held = This audit has a result: plan another one to go again.
installation-finding-answered = This finding was answered already.

## Satisfaction

survey-no-questions = There are no questions: keep one at least.
survey-bad-question = The question “{ $key }” won't do: a key of its own in lower-case letters, digits and hyphens, and words in both languages.
survey-answered = Your answer came in at { $at }, thank you: nothing more to do.
survey-expired = The link was good until { $until }: please call our salesperson.
survey-not-scored = Some questions have no score yet: { $questions }.
survey-score-outside = “{ $question }” has no such score: give 1 to { $best }.
survey-not-asked = “{ $key }” was not asked: reload the page.

## Complaints

complaint-no-such-line = The order has no line { $line }: choose again.
complaint-due-in-the-past = The day for the answer, { $due }, has passed: choose today or later.
complaint-closed = This complaint was closed at { $at }: open it again if there is news.
complaint-not-closed = This complaint is open as it is.
complaint-not-handled = Cause, owner and day are not settled: settle them before closing.
complaint-nothing-done = No remedy is on record: write down what was done before closing.
complaint-charged-beyond = { $given } to be charged, but only { $left } of the cost is left: enter the cost first, or charge less.

## Returns

return-no-lines = The return has no lines: enter one at least.
return-no-such-line = The order has no line { $line }: choose again.
return-more-than-delivered = { $given } of line { $line } to come back, but the customer has only { $most }: check the quantity.
return-more-than-agreed = { $given } of line { $line }, but only { $most } of what was agreed are left: check it, or enter another return.
return-no-replacement-agreed = A replacement was not agreed on: enter another return for it.
return-own-order = Replacements go by another order: the original one cannot be chosen.
return-day-outside = { $on } won't do: from the day agreed on, { $agreed }, to today, { $today }.
return-closed = This return was settled at { $at }: enter another one if more comes back.
return-replacement-open = { $quantity } of line { $line } were not replaced yet: send them before settling.
