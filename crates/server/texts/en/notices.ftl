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
