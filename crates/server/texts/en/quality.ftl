# Inspections: planning, booking, results, release, and how strictly lots are inspected. The keys come from crates/domain/src/quality.

## Planning: what is wrong first, then what to do

inspection-lot-empty = The lot has no units: fill in how many are offered for inspection.
inspection-lot-too-large = The lot is too large: at most { $most } units; check the number.
inspection-lot-more-than-there = { $lot } units are more than the { $most } there are of what is inspected: enter at most { $most }.
inspection-fewer-than-ordered = { $ordered } units were ordered, and { $lot } are offered as the whole order: enter { $ordered }, choose “A part of it”, or say why no more are offered.
inspection-no-limit = No class of defects has an AQL: give at least one, or inspect every unit or a fixed number.
inspection-limit-too-high = The AQL of { $limit } for { $class } defects is too high: units are counted, so { $most } is the highest.
inspection-limits-out-of-order = The AQL of { $high } for { $graver } defects is laxer than { $low } for { $lesser } ones: make it stricter, or swap them.
inspection-fixed-without-units = Nothing says how many units are drawn: fill in at least 1.
inspection-fixed-accepts-all = Of { $units } units drawn { $accept } may fail, so that every lot passes: allow fewer, or draw more.
inspection-inspector-unnamed = The name of { $who } is missing: fill it in, it is needed for booking.
inspection-text-too-long = “{ $what }” is too long: { $limit } characters at most; shorten it and attach the full text.
inspection-words-missing = Nothing was written: write down { $what }, so that it can be found later.
inspection-nothing-to-repeat = This order has no such inspection to repeat: reload the page and choose again.
inspection-other-goods = A re-inspection is of the goods that failed the { $stage }: choose the same goods, or plan another inspection.
inspection-not-failed = That { $stage } did not fail, so there is nothing to repeat: if the goods are to be looked at once more, plan another inspection.
inspection-repeated-already = Re-inspection { $number } is planned already: go on with that one, or cancel it first.
inspection-lead-time-outside = The days ahead must be from 0 to { $most }: change them.
inspection-mend-days-outside = The days to mend must be from 1 to { $most }: change them.

## Booking, moving, telling

inspection-not-booked = The inspection has no day yet: book it first.
inspection-booked-already = It is booked for { $on } already: move it if the day has to change.
inspection-same-day = It is booked for { $on } as it is: choose another day.
inspection-day-passed = { $on } has passed, today is { $today }: choose today or a later day; if the goods were inspected then, record the result.
inspection-day-to-come = { $on } is still to come, today is { $today }: start and result are recorded on the day or after it.
inspection-not-before-delivery = The inspection on { $on } would not be before the delivery on { $delivery }: choose an earlier day, or agree on another delivery first.
inspection-already-told = It was told to { $whom } at { $at }: they are told anew only when the day is moved.
inspection-cancelled = This inspection was cancelled ({ $reason }): plan another one.
inspection-started-already = The inspection began on { $on }, so its terms stay: if lot or number are wrong, cancel it and plan another one.
inspection-discontinued = Too many lots failed, so inspection is discontinued for { $classes } defects: resume it once the supplier has put things right, or inspect every unit.

## Results

inspection-reported-before-start = The result is of { $on }, before the inspection began on { $started }: check the day.
inspection-inspected = There is a result of { $on } already: correct it if it is wrong; after a rework plan a re-inspection.
inspection-not-inspected = There is no result yet: record it first.
inspection-sample-too-small = Only { $inspected } units were looked at, and the plan asks for { $asked }: inspect the rest, then record it.
inspection-more-than-lot = { $inspected } units were looked at, but only { $lot } were offered: check the numbers.
inspection-more-than-inspected = { $found } units failed, more than the { $inspected } looked at: a unit with several defects counts once, for its gravest.
inspection-defect-unnamed = A defect has no name: choose one of the list, or write it in Chinese and in English.
inspection-defect-uncounted = “{ $name }” has no number of units: fill in at least 1, or take the line out.
inspection-too-many-defects = Too many lines of defects: { $most } at most; put some together.
inspection-too-many-files = The report has too many files: { $most } at most.
inspection-too-many-photos = “{ $name }” has too many photos: { $most } at most.

## Release in spite of the verdict

inspection-passed = The inspection of { $on } passed: there is nothing to release.
inspection-may-not-release = You may not release goods that failed: ask somebody who may, or have them reworked and inspected again.
inspection-released = It was released at { $at }: the result stays as it is, and no other release is needed.

## The list of defects

inspection-list-too-many = The list of defects is too long: { $most } at most.
inspection-list-key-malformed = The code “{ $key }” won't do: a lower-case letter first, then lower-case letters, digits and hyphens, 40 at most.
inspection-list-key-twice = The code “{ $key }” stands in the list twice: change one of them.
inspection-list-name-missing = The defect “{ $key }” lacks a name: fill it in, in Chinese and in English.
inspection-list-name-too-long = The name of the defect “{ $key }” is too long: { $limit } characters at most.

## Why lots are inspected more or less strictly

inspection-switch-two-of-five = For { $class } defects: two of five lots in a row failed; tightened inspection from { $on }.
inspection-switch-five-accepted = For { $class } defects: five lots in a row passed tightened inspection; normal inspection from { $on }.
inspection-switch-score-reached = For { $class } defects: quality has been good for long enough; reduced inspection from { $on }.
inspection-switch-not-accepted = For { $class } defects: a lot failed reduced inspection; normal inspection from { $on }.
inspection-switch-not-steady = For { $class } defects: production is not steady any more; normal inspection from { $on }.
inspection-switch-five-not-accepted = For { $class } defects: five lots failed tightened inspection; discontinued from { $on } until the supplier has put things right.
inspection-switch-resumed = For { $class } defects: the supplier has put things right; tightened inspection from { $on }.

## Inspections that did not pass

inspection-finding-failed = The { $which } of { $on } failed ({ $why }), and no re-inspection has a day: plan rework and re-inspection, or have somebody who may release the goods.
inspection-finding-failed-mended = The { $which } of { $on } failed ({ $why }), and no re-inspection has a day. By the days to mend it does not pass before { $mended }: plan rework and re-inspection, or have somebody who may release the goods.
inspection-finding-failed-on = The { $which } of { $on } failed ({ $why }); re-inspection is on { $again }: have the goods reworked by then.
inspection-finding-again = After the { $which } of { $on } the goods are to be inspected again ({ $why }), and no day is fixed: plan it.
inspection-finding-again-mended = After the { $which } of { $on } the goods are to be inspected again ({ $why }), and no day is fixed. By the days to mend they do not pass before { $mended }: plan it.
inspection-finding-again-on = After the { $which } of { $on } the goods are to be inspected again ({ $why }) on { $again }: have them ready.
