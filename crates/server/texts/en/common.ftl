# The frame and the words that every screen shares: navigation, buttons, states, notices.

language-name = English
tagline = Every order, followed to its end.
skip-to-content = Skip to content

nav-main = Main
nav-phone = Bottom bar
nav-more = More
nav-menu-sales = Sales
nav-menu-making = Making
nav-menu-company = Company
nav-my-day = My day
nav-board = Board
nav-exceptions = Exceptions
nav-approvals = Approvals
nav-finance = Finance
nav-desk = Sales desk
nav-notices = Notices
nav-digests = Daily digest
nav-new-order = New order
nav-customers = Customers
nav-products = Products
nav-load = Load
nav-outside = Outside work
nav-processes = Processes
nav-import = Import
nav-settings = Settings
nav-account = My account
nav-sign-out = Sign out

role-administrator = Administrator
role-manager = Manager
role-member = Member
role-read-only = Read only

action-save = Save
action-cancel = Cancel
action-close = Close
action-dismiss = Dismiss
action-add = Add
action-edit = Edit
action-remove = Remove
action-archive = Archive
action-restore = Restore
action-search = Search
action-filter = Filter
action-clear = Clear
action-apply = Apply
action-more = More
action-back = Back
action-copy = Copy
action-download = Download
action-export = Export
action-confirm = Confirm
action-choose-file = choose a file
action-try-again = Try again

copied = Copied
lost-connection = The server cannot be reached, and what you just did is not saved. Check the network and try again.
drop-files = Drop a file here, or
optional = optional
required = required
required-fields = Fields marked * are required
none = None
all = All
yes = Yes
no = No
live = Live
more-filters = More filters

pager-label = Pages
pager-previous = Previous
pager-next = Next
pager-first = First page
list-more = { $count } more
rows-shown = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}

sorted-ascending = ascending
sorted-descending = descending

state-open = Open
state-done = Done
state-cancelled = Cancelled
state-late = Late
state-will-be-late = Will be late
state-at-risk = At risk
state-due-soon = Due soon
state-on-time = On time
state-no-date = No date
state-exception = Exception
state-waiting = Not yet
state-ready = Ready
state-held = Blocked
state-started = In progress
state-finished = Finished
state-skipped = Skipped
state-not-needed = Not needed
state-promised = Promised
state-handed = Handed to me
state-new = New
state-archived = Archived

days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
days-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
weekday-short-1 = Mo
weekday-short-2 = Tu
weekday-short-3 = We
weekday-short-4 = Th
weekday-short-5 = Fr
weekday-short-6 = Sa
weekday-short-7 = Su
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
workdays = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
chart-table = As a table
due-today = Due today

date-form = yyyy-mm-dd
date-time-form = A day, or a day and a time like 2026-11-24 14:30
currency = Currency
unit = Unit
date-hint = year-month-day, such as 2026-11-24

conflict-heading = Somebody has just changed this
conflict-onward = What you typed is still here. Look at the change below, then send it again.
conflict-show = Show what is there now

error-400 = This request makes no sense
error-400-onward = The address or what was filled in is incomplete. Go back and try again.
error-400-conditions = Go back and correct it, or open the page without conditions.
error-without-conditions = Open without conditions
error-401 = Please sign in
error-401-onward = You are not signed in, or not any more. After signing in you come back to where you were.
error-403 = Not allowed
error-403-onward = Your role does not permit this. An administrator can change that.
error-404 = There is no such page
error-404-onward = The address may be mistaken, or what was here has moved.
error-409 = Somebody else has changed this
error-409-onward = Open it anew, compare, and do it again.
error-413 = The file is too large
error-413-onward = Compress or split it, then upload it again.
error-422 = Something is filled in wrongly
error-422-onward = Mend what is marked and send it again.
error-429 = Too many requests
error-429-onward = Wait a moment, then try again.
error-500 = Something went wrong here
error-500-onward = Nothing was saved. Try again in a while; if it still fails, tell the administrator when it happened.
error-to-board = Open the board
error-to-sign-in = Sign in
the-program = System
