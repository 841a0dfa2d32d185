## The event log, as a download

event-log-title = Event log
