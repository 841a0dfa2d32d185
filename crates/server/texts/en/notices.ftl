# Notices and the daily digest.

notices-unread-count = { $count ->
    [one] Notices, { $count } unread
   *[other] Notices, { $count } unread
}
notices-unread = Unread
notices-all = All
notices-read-all = Mark all as read
notices-all-read = All marked as read
notices-none = No notices
notices-none-onward = You are told here when a step is handed to you, an exception is yours to settle, or an order of yours is late, cancelled or promised anew.
notices-newest = New notices
notices-see-all = See all

## The daily digest

digest-title = Digest of { $day }
digest-none = No digest yet
digest-none-onward = From { $clock } on working days the digest of the day is here: steps due and overdue, what is held and why, exceptions for you to settle, promises to customers.
digest-calm = Nothing needs your attention today
digest-days = Earlier days
digest-as-text = Plain text
digest-more = { $count } more
digest-section-overdue = Overdue
digest-section-due-today = Due today
digest-section-blocked = Held, and why
digest-section-exceptions = Exceptions for you to settle
digest-section-promises = Promises to customers
digest-section-late = Orders that are late
digest-section-will-be-late = Orders that will be late
digest-section-at-risk = Orders at risk
digest-section-queues = Work waiting, by department
digest-section-unowned = Exceptions without an owner
