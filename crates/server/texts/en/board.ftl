# The board: all orders in one table.

board-number = Order
board-customer = Customer
board-customer-goods = Customer / goods
board-customer-ref = Customer's ref.
board-goods = Goods
board-received = Received
board-promised = Promised
board-delivered = Delivered
board-countdown = Countdown
board-expected = Expected to leave
board-expected-delay = Expected days late
board-expected-delay-workdays = Expected working days late
board-delay = Days late
board-delay-workdays = Working days late
board-trouble = Exception
board-completion = Completion
board-steps-closed = Steps closed
board-steps = Steps
board-responsible = Responsible
board-total = Total
board-days = { $count } d

board-stage-done = done
board-stage-active = in progress
board-stage-held = blocked
board-stage-late = late
board-stage-waiting = not yet
board-stage-absent = not needed

board-step-late = Step overdue

board-strip = By state
board-find = Number, customer, goods
board-any-customer = Any customer
board-department = Department
board-any-department = Any department
board-person = Person
board-any-person = Anybody
board-stage = Stage
board-any-stage = Any stage
board-process = Process
board-any-process = Any process
board-dates = Which date
board-from = From
board-to = Until
board-clear = Clear
board-sort = Sort by
board-sort-usual = Usual order
board-sort-number = Number
board-sort-customer = Customer
board-sort-received = Received
board-sort-promised = Promised
board-sort-countdown = Countdown
board-sort-expected = Expected to leave
board-sort-delay = Days late
board-sort-stage = Stage
board-sort-completion = Completion
board-sort-exceptions = Exceptions
board-sort-updated = Last change
board-rows = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
board-stale = The list has changed: refresh

board-empty = No orders yet
board-empty-onward = Enter the first order, or import the sheet you keep now, and see here how far each one is.
board-import = Import a sheet
board-nothing = No order is like that
board-nothing-onward = Try another state, or loosen the conditions above.
board-in-any-state = { $count ->
    [one] Show { $count } in any state
   *[other] Show { $count } in any state
}

board-views = Views
board-view-save = Save this view
board-view-name = Name
board-view-hint = Keeps the present conditions and order; a view of the same name is replaced.
board-view-shared = Everybody sees it
board-view-saved = The view “{ $name }” is saved.
board-view-deleted = The view is deleted.

board-bad-parameter = The address says { $name }=“{ $value }”, which means nothing here: choose again on the page.
board-bad-date = “{ $value }” is not a date: write it like 2026-11-24.
board-dates-turned = The first day { $from } is after the last day { $to }: exchange them.
board-unknown-customer = There is no customer called “{ $value }”: take one of those suggested, or search for a part of the name.
board-export-too-long = There are { $count } orders, and an Excel file takes { $most } at most: narrow the conditions, or export CSV, which has no limit.
