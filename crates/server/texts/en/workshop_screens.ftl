# The workshop's board, planning's board and the summary sheet.
nav-workshop = Workshop
workshop = Workshop board
workshop-tab = Workshop
workshop-empty = Nothing is in the workshop now
workshop-empty-onward = Once lots of orders are made and released, what lies at each operation is shown here.
workshop-lots = { $count ->
    [one] { $count } lot
   *[other] { $count } lots
}
workshop-late = { $count } overdue
workshop-every-operation = All operations
workshop-in-progress = In progress
workshop-today = Today
workshop-nothing-here = Nothing is in progress here now.
workshop-moved-today = moved today
workshop-waits = { $count ->
    [one] waiting { $count } day
   *[other] waiting { $count } days
}
workshop-more = { $count ->
    [one] { $count } more lot
   *[other] { $count } more lots
}
planning = Planning board
planning-tab = Planning
planning-to-make = Orders that need a lot
planning-to-make-none = Every order that is being made has its lots.
planning-to-release = Lots to release
planning-to-release-none = No lot waits to be released.
planning-late = Lots that will be late
planning-late-none = By standard times every lot will be through in time.
planning-rule = How the expected end is reckoned: every department works the lots in the order of their due days, one after another, with the hands it has, by the standard times of the operations; where there is no standard time there is no date.
planning-load = Work before each operation
planning-materials = Materials
planning-materials-there = All there
planning-materials-short = Not all there
planning-materials-expected = expected
planning-held = The step cannot begin yet
planning-due-now = Release now
planning-left = To release
planning-planned = Planned start
planning-expected = Expected end
planning-days-late = Days late
planning-no-times = no standard times
planning-lots = Lots
planning-hours = Hours of work
planning-hands = Hands of the department
planning-free = Department through
planning-unknown = { $count ->
    [one] { $count } lot without a standard time
   *[other] { $count } lots without a standard time
}
sheet = Order summary sheet
sheet-lot = Lot
sheet-lots = State of the lots
sheet-lots-open = Open lots
sheet-lots-closed = Made or closed
sheet-lots-all = All lots
sheet-lot-through = lot is through
sheet-unit = Unit
sheet-version = Version
sheet-reason = Reason for correction
sheet-import = Import a sheet
sheet-import-about = Export the sheet, change what was delivered and what is scrap in a spreadsheet, and bring it back: what is more becomes reports; where it is less, reports are taken back and said anew, and “Reason for correction” has to say why. Rows that were not changed stay as they are, and the same sheet twice is booked once.
sheet-import-file = Summary sheet
sheet-import-look = Look first
sheet-import-preview = Check before importing
sheet-import-done = The sheet has been imported
sheet-import-keep = { $count ->
    [one] Book { $count } lot
   *[other] Book { $count } lots
}
sheet-import-would = Lots to be booked
sheet-import-booked = Lots booked
sheet-import-unchanged = As they were
sheet-import-refused = Rows refused
sheet-import-skipped = Rows left out
sheet-import-corrections = { $count ->
    [one] { $count } correction
   *[other] { $count } corrections
}
progress-sheet-no-lot = There is no lot { $number }: write its number as it stands on the traveller.
progress-sheet-no-operation = This lot does not go through “{ $operation }”: empty the cell, or check the operation's name.
