# My day: what is mine to do now.

my-day-date = { $weekday } { $date }
my-day-monday = Monday
my-day-tuesday = Tuesday
my-day-wednesday = Wednesday
my-day-thursday = Thursday
my-day-friday = Friday
my-day-saturday = Saturday
my-day-sunday = Sunday

my-day-overdue = Overdue
my-day-due-today = Due today
my-day-handed = Handed to me
my-day-ready = Ready to start
my-day-promised = My promises
my-day-blocked = Blocked for now

my-day-start = Start
my-day-finish = Finish
my-day-form = Fill in, finish
my-day-kept = Kept
my-day-broken = Not kept
my-day-just-late = just late
my-day-hours-late = { $count } h late
my-day-hidden = { $count } more not listed.
my-day-calm = Nothing is pressing now.
my-day-empty = Nothing waits for you today
my-day-empty-onward = Steps whose turn has come, what is handed to you and what you promised appear here.
my-day-empty-no-department = You belong to no department, so no step is yours by turn; what is handed to you and what you promised appears here.
my-day-read-only = Your account can look but not act, so there are no buttons.
