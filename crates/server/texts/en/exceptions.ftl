# Exceptions: causes, rules and the list.

cause-unknown = There is no cause “{ $cause }”, or it is not used any more: choose one of the list.
cause-key-malformed = A key has lower-case letters, digits and hyphens, begins with a letter and has 40 characters at most.
cause-name-missing = Give the name in Chinese and in English.
cause-name-too-long = The name is too long: { $limit } characters at most.
cause-too-many = There can be { $most } causes at most: use one that is there, or rename one that is not used any more.
department-unknown = There is no department with the key “{ $department }”: choose one of the list.
rule-percent-too-large = { $most }% is the most that can be let pass.

## Exceptions on the order page

exception-owner = Owner
exception-due = Settle by
exception-cause = Cause
exception-charged = Charged to
exception-nobody = Nobody yet
exception-not-known = Not known yet
exception-by-cause = As the cause says
exception-late = Not settled in time
deed-handle-note = Note

## The list of exceptions

exceptions-open = Open
exceptions-overdue = Not settled in time
exceptions-unowned = Without an owner
exceptions-closed = Cleared
exceptions-all = All
exceptions-none = No exceptions
exceptions-none-onward = People raise them on the order's page. The system finds them by your rules too, and clears them when they are no longer so.
exceptions-any-owner = Any owner
exceptions-any-rule = Any source
exceptions-any-cause = Any cause
exceptions-any-department = Any department
exceptions-mine = Mine
exceptions-by-people = Raised by people
exceptions-mended = No longer so: cleared itself
exceptions-number = Order
exceptions-customer = Customer
exceptions-step = Step
exceptions-what = Exception
exceptions-source = Source
exceptions-raised-by = Raised by
exceptions-raised-at = Raised at
exceptions-why = Cause and department
exceptions-closed-at = Cleared at
exceptions-outcome = Outcome
exceptions-handle = Handle
exceptions-clear = Clear
exceptions-acts = What can be done
exceptions-unreadable = The filters in the address cannot be read: go back to the list and choose again.
exceptions-too-many = More than { $most } do not fit into one file: filter first.

## Rules

rule-name-no-date = No date
rule-name-step-late-start = Step starts late
rule-name-step-overdue = Step overdue
rule-name-blocked = Held up
rule-name-idle = No progress
rule-name-at-risk = At risk
rule-name-will-be-late = Will be late
rule-name-promise-broken = Not shipped in time
rule-name-word-broken = Promise not kept
rule-name-quantity-short = Quantity short
rule-name-inspection-failed = Inspection failed

rule-no-date = The order has no promised date { $limit } after it was received.
rule-step-late-start = A step could start, and has not { $limit } after its planned start.
rule-step-overdue = A step whose turn it is has not been finished { $limit } after its planned end.
rule-blocked = A step has been held by a condition for { $limit }.
rule-idle = Nothing has happened to the order for { $limit }.
rule-at-risk = If things go slowly, the goods leave more than { $limit } after the promised date.
rule-will-be-late = As things go, the goods leave more than { $limit } after the promised date.
rule-promise-broken = The promised date has passed by { $limit }, and the goods have not left.
rule-word-broken = Something promised to the customer is { $limit } past its date and still open.
rule-quantity-short = More than { $limit }% less was made than ordered.
rule-inspection-failed = Goods failed their inspection { $limit } ago, and have neither passed again nor been released.
rule-limit = How much is let pass
rule-lengths = Write lengths as “2 workdays”, “4 hours”, “1 day”. Hours and workdays count the company's working time; 0 means at once.
rule-goes-to = Goes to
rule-settled-within = Settle within
taker-assignee = whoever has the step, else the department's manager
taker-department-manager = the department's manager
taker-quality = the manager of quality
taker-salesperson = the salesperson
taker-promised = whoever promised it, else the salesperson
taker-manager = a manager of the company
rules-about = The system watches every open order by these rules. What it finds is raised once, and clears itself when it is no longer so. Where there is no such person, it goes to the next one up.
rules-kept = Rules saved
settings-rules = Exception rules
settings-causes = Causes

## Causes

causes-about = What people choose from when they handle or clear an exception. A cause can be renamed or retired but not removed, so that old records keep what they say.
cause-new = New cause
cause-change = Change cause
cause-name = Cause
cause-key = Key
cause-key-hint = Lower-case letters, digits and hyphens. It never changes.
cause-key-taken = There is a cause of this key: choose another, or change that one.
cause-zh = Name in Chinese
cause-en = Name in English
cause-charged-hint = This department bears exceptions of this cause, unless another is chosen for one.
cause-nobody = Nobody
cause-archived = Retired
cause-archived-hint = Not offered any more.
cause-kept = “{ $name }” saved
