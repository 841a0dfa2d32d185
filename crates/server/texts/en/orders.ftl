# The order page: head, step table, lines, history, and everything that is done to an order.

orders-progress = Progress
orders-customer = Customer
orders-reference = Customer's number
orders-channel = Came by
orders-salesperson = Salesperson
orders-received = Received
orders-promised = Promised
orders-delivered = Shipped
orders-delay-days = Delay
orders-countdown = Countdown
orders-completion-expected = Expected to be complete
orders-completion = Steps done
orders-total = Total
orders-address = Delivery address
orders-payment = Payment terms
orders-trade = Trade terms
orders-remarks = Remarks
orders-colon = :{" "}
orders-exceptions-count = { $count ->
    [one] { $count } exception
   *[other] { $count } exceptions
}
orders-cancelled-because = Cancelled: { $reason } ({ $person }, { $at })
orders-line-number = Line { $count }

days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
hours-late = { $count } h late
minutes-late = { $count } min late

orders-as-it-was = As it was at
orders-as-it-was-note = This is the order at a past moment: to look at, not to act on.
orders-back-to-now = Back to now
orders-not-entered-yet = At { $at } this order had not been entered yet; it was entered at { $entered }.
orders-look-back = As of
orders-look-back-at = Day and time
orders-look-then = The order as it was then
orders-look = Show
orders-clock = Time of day
orders-clock-form = hh:mm
orders-recorded = From the records of the order; nothing to fill in
typed-clock-missing = Only the day is given. Add the time of day, such as 14:30.
typed-clock-unreadable = This is no time of day. Write it like 14:30.

orders-steps = Steps
orders-step-number = No.
orders-task = Task
orders-todo = What to do
orders-responsible = Responsible
orders-planned-start = Planned start
orders-start = Start
orders-planned-end = Planned end
orders-end = End
orders-delay = Delay
orders-step-remark = Remark
orders-actions = Actions
orders-more-for = More for
orders-start-at = Start at another time
orders-finish-at = Finish at another time

orders-lines = Lines
orders-goods = Goods
orders-quantity = Quantity
orders-price = Price
orders-discount = Discount
orders-amount = Amount

orders-files = Files
orders-original = Original
orders-no-files = No files yet. The customer's original, contracts and photos belong here.

orders-promise-due = by
orders-promise-late = overdue

orders-history = History
orders-filter-kind = All events
orders-filter-step = All steps
orders-filter-person = Everybody
orders-no-events = Nothing matches.
orders-older = Older entries

## Channels

channel-phone = Phone
channel-fax = Fax
channel-email = E-mail
channel-online = Online
channel-other = Other

## Sentences of the history

event-kind-order = Order and amendments
event-kind-work = Work on steps
event-kind-hand = Handing over
event-kind-remark = Remarks
event-kind-file = Files
event-kind-exception = Exceptions
event-kind-promise = Promises
event-entered = Entered order { $number }
event-started = Started “{ $step }”
event-finished = Finished “{ $step }”
event-handed = Handed “{ $step }” to { $person }
event-handed-back = Handed “{ $step }” back to its department
event-skipped = Skipped “{ $step }”
event-reopened = Reopened “{ $step }”
event-remarked = Remarked
event-remarked-on = Remarked on “{ $step }”
event-attached = Attached a file
event-attached-on = Attached a file to “{ $step }”
event-attached-original = Kept the original
event-exception-raised = Raised an exception
event-exception-raised-on = Raised an exception on “{ $step }”
event-exception-found = Found an exception by rule
event-exception-found-on = Found an exception on “{ $step }” by rule
event-exception-handled = Said how an exception is dealt with
event-exception-restated = An exception found by rule now says something else
event-exception-cleared = Cleared an exception
event-exception-mended = An exception is no longer so: it cleared itself
event-promised = Promised the customer, by { $due }, { $person } to keep it
event-promise-kept = Kept a promise
event-promise-broken = Did not keep a promise
event-amended = Amended the order
event-replanned = Changed the plan
event-cancelled = Cancelled the order
event-really-at = Really at { $at }
event-really-by = Really by { $person } at { $at }
via-screen = screen
via-api = API
via-import = import
via-program = program

## What can be done

deed-start = Start
deed-finish = Finish
deed-assign = Hand over
deed-skip = Skip
deed-reopen = Reopen
deed-remark = Remark
deed-attach = Attach
deed-exception = Raise exception
deed-handle = Handle
deed-clear = Clear
deed-promise = Record a promise
deed-close = Close promise
deed-amend = Amend the order
deed-replan = Change the plan
deed-cancel = Cancel the order
deed-heading = { $deed } · { $number }
deed-heading-on = { $deed }: { $step }
deed-not-possible = This could not be done
deed-again = I have seen the change, send again
deed-choose = Choose
deed-reason = Reason
deed-at = Real time
deed-at-hint = Leave empty for now; to record something later, give the day and time it happened.
deed-to = Hand to
deed-to-department = { $department } (nobody in particular)
deed-note = Message
deed-text = Remark
deed-files = Files
deed-file-missing = Choose a file.
deed-exception-note = What is wrong
deed-exception-hint = Say what happened and what it affects; the board marks the order.
deed-clear-note = How it was solved
deed-promise-text = What was promised to the customer
deed-promise-due = To be kept by
deed-promise-owner = Who keeps it
deed-due-missing = Give the day.
deed-outcome = Outcome
deed-kept = Kept
deed-broken = Not kept
deed-close-note = Note
deed-close-hint = If it was not kept, say why.

done-start = Started
done-finish = Finished
done-assign = Handed over
done-skip = Skipped
done-reopen = Reopened
done-remark = Remark saved
done-attach = File saved
done-exception = Exception recorded
done-handle = Recorded how it is dealt with
done-clear = Exception cleared
done-promise = Promise recorded
done-close = Promise closed
done-amend = Order amended
done-replan = Plan changed
done-cancel = Order cancelled

## Entering and amending

entry-title = Enter an order
entry-amend-title = Amend order { $number }
entry-order = The order
entry-process = Process
entry-nobody = Nobody yet
entry-customer-form = Name or code
entry-new-customer = New customer
entry-customer-name = Customer's name
entry-customer-code = Code
entry-customer-contact = Contact
entry-customer-phone = Phone
entry-customer-email = E-mail
entry-customer-country = Country or region
entry-customer-terms = Usual payment terms
entry-customer-missing = Fill in the customer.
entry-customer-unknown = No customer is called “{ $name }”. Check the name, or add it with “New customer”.
entry-customer-similar = No customer is called “{ $name }”. Similar: { $similar }. Choose one of them, or add it with “New customer”.
entry-received-missing = Give the day and time at which the order was received.
entry-same-reference = This customer already has an order with the same number:
entry-same-onward = It may have been entered before. Go on only when it is another order.
entry-enter-anyway = It is another order, enter it
entry-payment-hint = Shares, where given, add up to 100 %
entry-trade-hint = EXW, FOB, CIF … and the place; empty when there is none
entry-code = Product no.
entry-name = Product
entry-spec = Specification
entry-discount = Discount %
entry-code-unknown = The catalogue has no product { $code }. Correct it, or clear it and write the name.
entry-quantity-missing = Fill in the quantity.
entry-no-lines = An order needs at least one line.
entry-add-line = Add a line
entry-remove-line = Remove this line
entry-originals = The customer's original
entry-originals-hint = PDF, pictures, Excel …, several if need be, 25 MB each at most
entry-faults = Something is left to mend
entry-save = Enter the order
entry-done = Order { $number } is entered
entry-amend-reason = Reason
entry-amend-hint = It is kept in the history
entry-save-amendment = Save the amendment
entry-conflict-onward = What you changed is still here; what you did not change now shows the latest. Compare, then save again.

# Forecast
outlook-by-history = Expected to leave on { $expected }; by { $count } earlier cases, nine in ten leave by { $likely }.
outlook-by-standard = Expected to leave on { $expected } by standard times.
outlook-delay = { $workdays ->
    [one] 1 working day
   *[other] { $workdays } working days
} ({ $days ->
    [one] 1 day
   *[other] { $days } days
}) after the promise.
outlook-held = It waits for “{ $step }” ({ $department }) now.
outlook-awaits-materials-arrived = Materials are expected to be complete on { $day }.
outlook-awaits-production-finished = Its lots are expected to be finished on { $day }.
outlook-awaits-inspection-passed = It is expected to be inspected on { $day }.
outlook-first-promise = First promised for { $day }.

# Gantt chart
gantt-heading = Plan and forecast
gantt-done = Done
gantt-expected = Expected
gantt-tail = Nine in ten
gantt-plan = Plan
gantt-baseline = Baseline
gantt-critical = Critical path
gantt-now = Now
gantt-promise = Promised
gantt-start = Start (actual or expected)
gantt-end = End (actual or expected)
gantt-likely = Nine in ten by
gantt-slack = Slack
gantt-basis = Rests on
gantt-basis-history = { $count ->
    [one] 1 earlier case
   *[other] { $count } earlier cases
}
gantt-basis-standard = Standard time
gantt-basis-awaited = By the day materials, lots or inspection are expected
gantt-basis-due = Its due date

# Changing the plan
plan-title = Change the plan of { $number }
plan-about = Try it first: see what it does to every later step and to the promise, then keep it.
plan-drag = Drag steps that have not begun, or move them with the arrow keys
plan-anew = Open it anew
plan-effects = What it does
plan-no-effect = No step moves.
plan-before = Before
plan-after = After
plan-shift = Change
plan-later = { $count ->
    [one] 1 day later
   *[other] { $count } days later
}
plan-sooner = { $count ->
    [one] 1 day sooner
   *[other] { $count } days sooner
}
plan-same-day = Within the day
plan-delivery = Goods leave
plan-changes = What to change
plan-not-before = Not before
plan-takes = Takes
plan-split = In two parts
plan-split-open = Split
plan-split-after = First for
plan-resumes = Goes on from
plan-split-needs-both = To split a step, say how long it is worked on first and when it goes on.
plan-reason = Reason
plan-try = Try
plan-save = Keep the plan

# Can the day be kept
promise-needs = { $needs ->
    [one] Standard times need 1 working day.
   *[other] Standard times need { $needs } working days.
}
promise-possible = In time: it needs { $needs } working days, { $left } remain.
promise-impossible = Too soon: it needs { $needs } working days, { $left } remain.
promise-overdue = “{ $step }” would be due by { $due } and can't be done by then.
promise-earliest = The earliest day to promise is { $day }.
promise-unpublished = Public holidays of { $year } are not published yet: that year is reckoned by plain weeks.
promise-take = Take this day

# Load
load-as-of = As of
load-by-department = By department
load-by-person = By person
load-nothing = No work to come
load-nothing-onward = Once orders are under way, the work of every department is shown here day by day.
load-over-days = { $count ->
    [one] 1 day overloaded
   *[other] { $count } days overloaded
}
load-nobody = nobody in service
load-places = { $count } at once
load-hands = { $count ->
    [one] 1 person
   *[other] { $count } people
}
load-cell = { $name } { $day }: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}, { $hours } h of { $room } h
load-about = Hours of work above, number of steps below; “–” where the process says no hours. “!” marks overload: a department works on as many at once as its settings say, else as it has people in service, for the hours of its working calendar.
load-orders = Orders behind the day
load-which = The address says no day, or neither a department nor a person: open a figure of the load.
load-first-orders = The first { $most } orders with work on that day; in all it is { $steps } steps.
load-no-orders = No orders on this day

event-kind-approval = Approvals and changes
event-kind-money = Letters of credit, costs, money
event-kind-sample = Samples
event-amended-by-change = Changed by the change order
event-submitted = Handed in “{ $step }” for approval
event-signed = Signed “{ $step }”: { $link }{ $place }
event-change-signed = Signed the change order: { $link }{ $place }
event-in-place-of =  (in place of { $person })
event-sent-back = Sent “{ $step }” back
event-change-refused = Refused the change order
event-withdrawn = Took “{ $step }” back
event-change-withdrawn = Took the change order back
event-voided = The order has changed: the signatures on “{ $step }” are void
event-change-proposed = Change order { $number } proposed, asked for by { $department }
event-quoted = Round { $round } quoted, { $total }
event-quote-accepted = The customer accepted round { $round }
event-quote-declined = The customer declined round { $round }
event-letter-received = Letter of credit { $number } received
event-letter-amended = Letter of credit { $number } amended
event-letter-accepted = Letter of credit { $number } accepted ({ $reviewer })
event-letter-discrepant = Letter of credit { $number } has discrepancies ({ $reviewer })
event-costs-estimated = Cost sheet, version { $version }
event-cost-entered = Actual cost { $kind } { $amount }
event-customer-total = The customer’s own total: { $total }
event-slip = Bank slip { $amount } { $reference }
event-slip-taken-back = Bank slip { $number } taken back
event-commitment = The customer’s commitment letter
event-guarantee = Guaranteed by the salesperson: { $amount }
event-agreement = Deferred payment agreed: { $amount } until { $until }
event-credit-released = Released on credit
event-credit-recalled = The release is void
event-paid = Paid in full: { $amount }
event-deposit-credited = Deposit credited: { $amount }
event-lots-failed = { $lots ->
    [one] A lot has failed its inspection
   *[other] { $lots } lots have failed their inspection
}
event-lots-may-go-on = No lot is held by its inspection any more
event-ledger-heard = { $facts }
event-ledger-told = Received so far: { $amount }
event-sampled = Sample { $name }: { $what }
deed-comment = Comment
deed-sign = Sign
deed-send-back = Send back
deed-withdraw = Take back
deed-sign-change = Sign the change
deed-refuse-change = Refuse the change
deed-withdraw-change = Take the change back
done-sign = Signed
done-send-back = Sent back
done-withdraw = Taken back
done-propose-change = Change order handed in
done-quote = Quotation kept
done-answer-quote = The answer is kept
done-keep-letter = Letter of credit kept
done-review-letter = Review kept
done-keep-costs = Costs kept
done-show-credit = Noted
done-release-credit = Released
done-sample = Kept with the sample.
done-recall-credit = The release is recalled
tabs-order = Pages of the order
tab-overview = Follow-up
tab-quotes = Quotations
tab-costs = Costing
tab-letters = Letters of credit
tab-credit = Credit release
tab-money = Payment
tab-changes = Change orders
terms-part = { $share }% · { $method } · { $when }
