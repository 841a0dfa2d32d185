# What the domain says: why something is not possible, and what makes it so. The keys come from crates/domain.

## Refusals: first what is wrong, then how to go on

refusal-needs-department = This step belongs to { $department }: leave it to a colleague there, or have a manager hand it to you.
refusal-needs-departments = This is for { $departments }: leave it to a colleague there, or to a manager.
refusal-needs-manager = This takes a manager: ask a manager or an administrator.
refusal-needs-sales = Orders are entered, changed and cancelled by sales: ask the salesperson or a manager.
refusal-needs-planners = Sales, planning or a manager changes the plan: ask one of them.
refusal-needs-administrator = Only an administrator can do this: ask one.
refusal-needs-all-orders = This is about the whole company, and your account sees its own orders: an administrator can tick “Sees every order”.
refusal-needs-that-person = Figures of one person are for that person and for managers: ask without a person, or ask a manager.
refusal-needs-owner = This exception has an owner: the owner, whoever raised it, or a manager settles it.
refusal-needs-program = The system does this by its rules; there is nothing to do by hand.
refusal-needs-writer = Your account may look but not change anything. An administrator can give you another role.
refusal-no-such-step = The process has no step “{ $step }”: reload the page and choose one from the step table.
refusal-no-such-exception = This exception is not there: reload the page and look again.
refusal-no-such-promise = This promise is not there: reload the page and look again.
refusal-blocked = “{ $step }” cannot go on yet: the step table says why.
refusal-already-started = “{ $step }” has been started already: finish it when the work is done.
refusal-already-closed = “{ $step }” is closed already: reopen it first if something has to change.
refusal-not-closed = “{ $step }” is not closed, so there is nothing to reopen.
refusal-not-needed = This order does not need “{ $step }”: if that has changed, reopen the earlier step and correct its answer.
refusal-later-steps-begun = Later steps have begun: { $later }. Reopen them from the last one backwards, then “{ $step }”.
refusal-number-missing = The order has no number: fill one in, or set the number pattern in the settings.
refusal-reason-missing = Give a reason, so that it can be found later.
refusal-text-missing = Nothing is written: write a sentence and send it again.
refusal-text-too-long = The text is too long: at most { $limit } characters; shorten it or attach a file.
refusal-in-the-future = { $at } is still to come: give a time that has passed.
refusal-before-start = The end { $at } lies before the start { $started }: correct one of them.
refusal-before-received = { $at } lies before the order was received, { $received }: correct the time.
refusal-cancelled = The order is cancelled and takes no further work: enter a new order to go on.
refusal-already-handed-so = It is handed out like this already; nothing to change.
refusal-exception-already-cleared = This exception is cleared already.
refusal-exception-already-raised = This exception has been raised already.
refusal-due-in-the-past = The day { $due } has passed: choose today or later.
refusal-promise-already-closed = This promise has its outcome already.
refusal-promise-in-the-past = The day promised, { $due }, has passed: choose today or a later day.
refusal-plan-out-of-reach = The date planned for “{ $step }” is out of reach: it lies after the order's day and within three years.
refusal-nothing-changed = Nothing was changed, so there is nothing to save.
refusal-order-finished = The order is finished and can't be changed or cancelled: reopen its last step first if you must.
refusal-split-of-nothing = Split, the first part of “{ $step }” has to be more than nothing.
refusal-split-outside = “{ $step }” takes { $whole } in all: split, its first part has to be more than nothing and less than that.
refusal-promised-too-far = The promised day { $promised } is more than three years away: check the year. { $furthest } is the last day that can be promised.
refusal-promised-before-received = The promised day { $promised } lies before the order was received, { $received }: correct the dates.
day-before-order = { $what }: { $day } lies before the order was received, { $received }: correct the day.
day-too-far = { $what }: { $day } is too far ahead: check the year. { $furthest } is the last day that can be entered.
day-too-long-ago = { $what }: { $day } is too long ago: check the year. { $oldest } is the first day that can be entered.
refusal-form = Fill in the form completely.

## What rules have found: the step is named beside it

exception-note = { $note }
finding-no-date = No promised date since the order was received ({ $received })
finding-step-late-start = Planned to start { $planned }, not started
finding-step-overdue = Due { $due }, not finished
finding-at-risk = At risk: promised for { $promised }, but { $likely } if things go slowly
finding-will-be-late = Will be late: promised for { $promised }, expected { $expected }
finding-promise-broken = Promised for { $promised }, not shipped
finding-word-broken = Promised to the customer for { $due }, still open
finding-blocked = Conditions not met since { $since }
finding-idle = Nothing has happened since { $since }
finding-quantity-short = Ordered { $ordered }, made only { $made }

## Notices

notice-step-handed = “{ $step }” was handed to you
notice-step-ready = “{ $step }” can begin
notice-exception-yours = An exception for you to settle
notice-exception-yours-on = An exception on “{ $step }” for you to settle
notice-exception-overdue = An exception was to be settled by { $due } and is still open
notice-order-late = The promised date has passed and the goods have not left
notice-order-will-be-late = The order is going to be late
notice-promise-due = A promise to the customer is due { $due }
notice-cancelled = The order was cancelled
notice-repromised = The promised date moved from { $was } to { $is }
notice-promised = The promised date is now { $is }
notice-unpromised = The promised date was withdrawn; a new one is open

## The daily digest

digest-overdue = was due { $due }
digest-due = due { $due }
digest-held = { $why }
digest-settle-by = to be settled by { $due }
digest-promise = { $text } ({ $due })
digest-late = promised for { $promised }, { $days } days late
digest-queue = { $department }: { $steps } steps to do

## Why it can't move

block-after = First finish: { $steps } ({ $departments }).
block-gate = { $sentence }
block-unknown = { $sentence } This is not known yet: fill it in with “{ $steps }”.
block-unknown-in-order = { $sentence } This is not known yet: fill it in on the order.

## Order lines

line-none = The order has no line: enter at least one.
line-too-many = Too many lines; line { $line } no longer fits: split the order.
line-name-missing = Line { $line } names no goods: fill in the name or choose a product.
line-name-too-long = The name of line { $line } is too long: at most { $limit } characters; put the rest into the remarks.
line-spec-too-long = The specification of line { $line } is too long: at most { $limit } characters; put the rest into the remarks.
line-unit-too-long = The unit of line { $line } is too long: at most { $limit } characters.
line-quantity-not-positive = The quantity of line { $line } must be above zero.
line-counted-in-fractions = The unit of line { $line } is counted, so its quantity has no fraction: change the quantity or the unit.
line-price-negative = The price of line { $line } is negative: correct it; use the discount to take something off.
line-discount-out-of-range = The discount of line { $line } must be from 0 to 100.
line-amount-too-large = The amount of line { $line } is too large to keep: check quantity and price.

## A field of a form

field-missing = Fill in “{ $field }”.
field-wrong-kind = “{ $field }” holds the wrong kind of value: fill it in as asked.
field-not-a-choice = “{ $field }” must be one of: { $choices }.
field-wrong-unit = “{ $field }” is given in { $unit }.
field-wrong-currency = “{ $field }” is given in the order's currency, { $currency }.
field-not-a-count = “{ $field }” is a count: a whole number, not below zero.
field-too-long = “{ $field }” is too long: at most { $limit } characters.
field-unknown = This step's form has no “{ $field }”: leave it out.
field-recorded-yes = The records of the order say yes to “{ $field }”: leave it out, and enter what has changed with its inspections, materials or samples.
field-recorded-no = The records of the order say no to “{ $field }”: leave it out, and enter what has changed with its inspections, materials or samples.

## Number pattern

pattern-count-parts = The pattern needs exactly one counting part such as {"{####}"}; it has { $found }.
pattern-unknown-part = The pattern does not know {"{"}{ $part }{"}"}: use {"{yyyy} {yy} {mm} {dd} {####}"}.
pattern-unclosed = A {"{"} in the pattern has no {"}"}.
pattern-too-long = The pattern is too long: at most { $limit } characters.
pattern-bad-character = A number can't contain “{ $character }”: use letters, digits and - _ / .

## Due rules

due-shape = The due rule “{ $written }” is not understood: write “30d before delivery”, “2 workdays after previous”, “09:05 on order day” or “on delivery day”.
due-clock = “{ $written }” is not a time of day: write it like 09:05.
due-length = “{ $written }” is not a length of time: write 30 min, 24h, 3d or 2 workdays.
due-too-long = The length is too long: its number can be { $most } at most.
due-anchor = “{ $written }” in the due rule is not known: use delivery, order, previous or the key of a step.

## Process files: file and line stand in front

process-too-large = The file is too large: a process takes { $most } KB at most.
process-syntax = This is not TOML: { $message }.
process-unknown-key = The key { $key } is not known here: use { $known }. Correct it if it is a slip, or take it out.
process-missing-key = { $key } is missing: add it.
process-wrong-type = { $key } is written wrongly: it takes { $wanted }.
process-missing-language = { $key } lacks the language { $lang }: write both zh and en.
process-bad-key = “{ $key }” can't be a key: begin with a lower-case letter, use only lower-case letters, digits and hyphens, 40 at most.
process-reserved-key = “{ $key }” is a word of due rules and can't be a step's key: choose another.
process-duplicate-key = The key “{ $key }” is there twice: change one of them.
process-bad-version = version takes a whole number from 1.
process-bad-per = per takes a whole number from 1, such as per = 500.
process-no-steps = The process has no steps: write at least one [[steps]] section.
process-too-many-steps = Too many steps: { $most } at most; split the process.
process-unknown-step = No step has the key “{ $step }”: there are { $known }.
process-ring = These steps wait for each other, so none can begin: { $steps }. Take out one of their after entries.
process-unreachable = “{ $step }” comes after steps that wait for each other, so its turn never comes: undo that ring first.
process-unknown-department = There is no department “{ $department }”: use { $known }, or add it to this file under [[departments]].
process-unknown-stage = There is no stage “{ $stage }”: use { $known }.
process-unknown-kind = There is no kind of field “{ $kind }”: use { $known }.
process-unknown-milestone = There is no milestone “{ $milestone }”: use { $known }.
process-second-delivered = “{ $first }” is the milestone of delivery already: only one step can be marked delivered; take one out.
process-no-options = The choice has nothing to choose from: write options, or another kind.
process-due-without-previous = The rule counts from the previous step, but this one comes after none: write after, or count from order or delivery.
process-due-after-later = The rule counts from the end of “{ $step }”, which comes later: count from something else.
process-due-ring = The rules of these steps are reckoned from each other and lead to no date: { $steps }. Let one of them count from order, delivery or a time of day.
process-gate-syntax = The condition is not CEL: { $message }.
process-gate-not-known = Conditions can't use “{ $part }”: use && || ! == != < <= > >= + - *, in [ ], ? :, has(), date(''), money(''), contains, startsWith, endsWith.
process-gate-too-long = The condition is too long: at most { $most } characters; split it into several gates.
process-gate-bad-literal = “{ $written }” in the condition is no number or date: write numbers like 50000.50 and dates like date('2026-03-01').
process-gate-unequal = The condition compares { $left } with { $right }: both sides must be of one kind.
process-gate-wrong-kind = The condition needs { $wanted } here, but has { $found }.
process-gate-unknown-fact = Nobody gives the fact “{ $fact }” that the condition asks for.
process-unknown-fact = Neither an earlier step nor the order gives the fact “{ $fact }”: known here are { $known }. Add a field with fact = "{ $fact }" to an earlier step's form, or correct the name.
process-fact-too-late = The fact “{ $fact }” is only filled in with: { $steps }. Put that step earlier, or ask for something else.
process-never-holds = This condition can never hold, so the step would be stuck: change it.
process-may-never-hold = This condition may wait for ever: it is not certain that somebody fills in { $facts }. Make the field required, let a step that is always done give it, or ask has() first.
process-bad-fact-name = “{ $fact }” can't name a fact: use lower-case words with dots between, like stock.short.
process-fact-of-order = The order itself gives “{ $fact }”, so a form can't: choose a name that does not begin with order. or terms.
process-fact-kind = The fact “{ $fact }” should be { $kind }, but this field gives { $given }: change the field's kind or the fact's name.
process-bad-form-number = number takes a whole number from 1.
process-duplicate-form = Two forms have the number { $number }: give one of them another.
process-unknown-field = The step has no field “{ $field }”: use { $known }, or leave fields out to show them all.
process-unknown-form-word = “{ $word }” is no { $key } of a form: use { $known }.
process-same-version = Version { $version } of “{ $process }” is there already and reads differently; orders run on it: raise the version and load again.

## Working hours

hours-span = “{ $written }” is no span of time: write it like 09:00-12:00, several with commas between.
hours-backwards = The span “{ $span }” ends no later than it begins: correct it; work through the night is two spans, such as 22:00-24:00 and 00:00-06:00 on the next day.
hours-overlap = The spans { $first } and { $second } overlap: correct one of them.
hours-too-many = Too many spans in a day: { $most } at most.
hours-nothing-worked = No day of the week is worked: give at least one day a span.

## Files of public holidays: each with its line

holidays-json = Line { $line }: not a JSON file of holidays: { $message }. It needs year and days, each day with name, date and isOffDay.
holidays-not-published = Line { $line }: the file of { $year } has no days: its holidays are not published yet; import it when they are.
holidays-year-outside = Line { $line }: the year { $year } is not between 1970 and 2099: correct it.
holidays-bad-date = Line { $line }: “{ $written }” is no date: write 2027-01-01 in JSON, 20270101 in ICS.
holidays-stray = Line { $line }: { $date } does not belong to { $year }: correct the date, or put it into that year's file.
holidays-twice = Line { $line }: { $date } stands there twice, or is both off and worked: leave one of them.
holidays-no-name = Line { $line }: the day has no name: add it (name in JSON, SUMMARY in ICS).
holidays-not-calendar = Line { $line }: not an ICS calendar: it begins with BEGIN:VCALENDAR.
holidays-not-a-line = Line { $line }: “{ $written }” can't be read: each line of ICS is NAME:value, and what goes on from the line before begins with a space.
holidays-unclosed = Line { $line }: BEGIN and END of { $component } don't match: the file may be cut off; download it again.
holidays-no-start = Line { $line }: the event has no DTSTART: add its date, or take the event out.
holidays-repeats = Line { $line }: the event repeats (RRULE): list each day by itself.
holidays-ends-before-start = Line { $line }: it ends before it begins: correct DTEND.
holidays-too-long = Line { $line }: the event is longer than { $most } days, which no holiday is: correct it, or take it out.
holidays-no-days = Line { $line }: there is no day off and no make-up day in it: is it the right file?

## Working calendars

calendar-none = There is no working calendar: keep at least one.
calendar-too-many = Too many working calendars: { $most } at most.
calendar-bad-key = “{ $key }” can't be a key: begin with a lower-case letter and use lower-case letters, digits and hyphens only, 40 characters at most, such as factory or vn.
calendar-same-key = The key “{ $key }” is taken: choose another.
calendar-no-name = The name is missing: it is needed in Chinese and in English.
calendar-same-name = There is a working calendar “{ $name }” already: choose another name.
calendar-unknown = There is no working calendar with the key “{ $key }”: choose one from the list.
calendar-unknown-table = There is no table of public holidays “{ $key }”: import it first, or choose another.
calendar-in-use = “{ $name }” is in use: let the company or the department work by another calendar first, then delete it.
calendar-own-name = The company's own days have no name: say what they are, such as “stocktaking”.
calendar-own-backwards = “{ $name }” ends before it begins: correct the dates.
calendar-own-too-long = “{ $name }” is too long: { $most } days at most in one run; divide longer ones.
calendar-too-many-own = Too many own days: { $most } runs at most in a calendar; take out those of the past.

# Approvals, change orders, quotations
process-second-reviewed = A second step is marked as the review; the first is "{ $first }". Keep one
process-unknown-signer = Nobody signs as "{ $signer }". Write salesperson, general-manager, marketing-director, head-of-DEPARTMENT, or one of { $known }
process-bad-signers = signers takes a whole number from 1 to { $most }
approval-nothing-to-sign = Nothing waits to be signed now
approval-not-yours = "{ $link }" is signed by { $by }
approval-own-work = Whoever hands something in does not sign it as well: "{ $link }" needs somebody else
approval-signed-already = You, or the person you sign for, have signed here already; "{ $link }" needs somebody else
refusal-in-approval = "{ $step }" has been handed in and waits for "{ $link }" ({ $by })
refusal-frozen = "{ $review }" has passed, so the order is not changed directly any more: propose a change order, which is reviewed again
refusal-not-frozen = The order has not been reviewed yet: change it directly, without a change order
refusal-change-open = Change order { $number } is still open: have it signed or withdraw it first
refusal-no-such-quote = There is no round { $round } of quotation
refusal-no-such-slip = There is no bank slip { $number }, or it was taken back: see the page “Credit release”.
refusal-quote-answered = Round { $round } has been answered already; quote another round
refusal-quote-expired = Round { $round } was valid until { $until }: quote again and have that accepted
refusal-valid-until-in-the-past = { $until } has passed already: a quotation is valid until today or later
refusal-loss-negative = A loss is not below zero; leave it empty where there is none
refusal-needs-submitter = This is taken back by whoever handed it in, or by a manager
notice-to-sign = "{ $step }" waits for your signature: { $link }
notice-change-to-sign = A change order waits for your signature: { $link }
notice-sent-back = "{ $step }" was sent back for correction
notice-change-refused = Your change order was refused
notice-approved = "{ $step }" has been signed by all
notice-change-accepted = Your change order was accepted
refusal-no-such-letter = This order has no such letter of credit
refusal-letter-twice = Letter of credit { $number } is there already; enter what the bank has changed as an amendment
refusal-day-in-the-future = { $day } lies ahead: enter today or an earlier day
refusal-no-cost-sheet = There is no cost sheet yet: make one before actual costs are entered
refusal-too-many-entries = One order keeps { $most } cost entries at most
refusal-not-released = This order is not released now
refusal-already-released = This order is released already; recall the release before its grounds are changed
refusal-amount-not-positive = The amount must be more than zero
refusal-other-currency = Amounts are in the order's currency, { $currency }
refusal-needs-documents = This is for the documents department or a manager
refusal-needs-finance = This is for the finance department or a manager
refusal-needs-costing = Costs are for sales, purchasing, finance or a manager
refusal-needs-salesperson = Only the salesperson of this order can guarantee it
refusal-needs-marketing-director = An agreement on deferred payment is signed by the marketing director
