# Screens of outside work, the links of outside factories, and the daily plan.
lot-by-link = By link
outside-title = Outside work
outside-number = Job
outside-factory = Outside factory
outside-any-factory = All factories
outside-factory-hint = Suppliers that do outside work.
outside-send = Send out
outside-send-more = Send more
outside-sent-on = Sent on
outside-sent-done = Sending out has been noted.
outside-sent = Sent
outside-good = Back good
outside-scrap = Back as scrap
outside-lost = Lost
outside-lost-hint = Lost at the factory, never to come back.
outside-returned = Back
outside-out = Still out
outside-loss = Loss
outside-beyond = Beyond the allowance
outside-allowed = Allowed loss
outside-allowed-quantity = { $quantity } allowed
outside-parts = { $count ->
    [one] in { $count } part
   *[other] in { $count } parts
}
outside-agreed = Agreed day
outside-due = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
outside-due-today = due today
outside-overdue = { $count ->
    [one] { $count } day overdue
   *[other] { $count } days overdue
}
outside-kept = on time
outside-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
outside-price = Price of the work
outside-loss-price = Charge for a lost unit
outside-loss-price-hint = For every unit lost beyond what is allowed.
outside-fee = Owed for the work
outside-note = Note to the factory
outside-note-hint = Printed on the job, and seen by the factory by its link: nothing about customers or prices.
outside-back = Came back
outside-back-done = What came back has been noted.
outside-terms = Change terms
outside-terms-done = The terms have been saved.
outside-quality = Quality on return
outside-quality-none = Not judged yet.
outside-quality-hint = Say what was wrong, unless the goods are good.
outside-quality-done = The quality has been noted.
outside-judge = Judge
outside-verdict-good = Good
outside-verdict-accepted = Accepted as it is
outside-verdict-bad = Not acceptable
outside-charge = Charge for loss
outside-decide = Decide the charge
outside-proposed = By the terms:
outside-charge-later = To be decided when all is back.
outside-charge-none = Nothing to charge.
outside-charge-amount = Charge
outside-charge-hint = As proposed, less or nothing: say why.
outside-charge-done = The charge has been decided.
outside-stage-out = Out
outside-stage-charge = Charge to decide
outside-stage-done = Done
outside-none = Nothing is out
outside-none-about = “Send out” on a lot's page puts goods down to a factory; what comes back, what is lost and what that costs is followed here.
outside-slip = Delivery slip
outside-contract = Processing order
outside-with-prices = Processing order with prices
outside-without-prices = Delivery slip without prices
outside-from = Ordered by
outside-handed-over = Goods handed over
outside-received-by = Received by
outside-sign-company = For the company
outside-sign-factory = For the factory
outside-link = Link for the factory
outside-link-about = By a link the factory reports what is good and what is scrap from a phone, without an account. It sees no customer, no price and no other order.
outside-link-make = Make a link
outside-link-days = Lasts
outside-days-7 = 7 days
outside-days-30 = 30 days
outside-days-90 = 90 days
outside-link-once = This address is shown just this once: copy it now, or have it scanned.
outside-link-scan = Scan to open
outside-link-until = Good until
outside-link-used = last opened
outside-link-open = Good
outside-link-over = Over
outside-link-end = Take the link back
outside-link-ended = The link has been taken back: it opens nothing any more.
outside-link-kept = The factory has it
link-job = Your job
link-given = Given to you
link-left = Not back yet
link-note = What to do
link-report = Report what is done
link-done = Everything of this job is back. Thank you.
link-photos-full = { $each } photos a report and { $limit } a job can be kept: send the report with fewer, or without.
link-by-you = You
lot-plan-title = Daily plan
lot-plan-about = How much of each operation is planned for each day. Empty means nothing on that day; days that are not listed stay as they are.
plan-off = Day off
plan-kept = Planned so far
plan-more-days = More days
plan-done = The daily plan has been saved.
plan-beside = What came out first, the plan behind the slash; red where a day fell short.
plan-day-title = Plan of the day
plan-today = Today
plan-tomorrow = Tomorrow
plan-day-none = Nothing is planned for this day
plan-day-none-about = Once planning has made a daily plan on a lot's page, the day's work is listed here by operation.
plan-lot = Lot
plan-planned = Planned
plan-made = Reported
plan-behind = Behind
plan-open = Still open
plan-made-ahead = Made ahead
plan-made-all = Done
