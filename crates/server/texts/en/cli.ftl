# The command line.

check-process-steps = { $count } steps, no faults
