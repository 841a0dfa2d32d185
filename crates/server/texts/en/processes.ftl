# Processes: the list, the drawing, the table of steps, new versions.

processes-about = Orders follow a process step by step. A process is a file; a change makes a new version, and orders that run stay on theirs.
process-new = New process or version
process-name = Process
process-key = Key
process-version = Version
process-steps = Steps
process-running = Orders running
process-usual = Default
process-latest = Latest
process-older = Older version
process-file = Process file
process-change = Make a new version
process-cutoff = Same-day cut-off
process-map = The process as a map
process-map-about = { $count ->
    [one] One step.
   *[other] { $count } steps, from left to right and from top to bottom; the table below says everything about each.
}
process-dashed = Dashed: done only if needed
process-table = The steps
process-number = No.
process-step = Step and what to do
process-department = Department
process-after = Comes after
process-time = Time and due
process-conditions = Conditions
process-form = Filled in to finish
process-delivered = Goods leave
process-optional = May be skipped
process-falls-away = Not done if
process-starts-when = To start:
process-finishes-when = To finish:
process-field-text = text
process-field-number = number
process-field-money = amount
process-field-date = date
process-field-choice = choice
process-field-party = firm
process-field-file = file
process-field-yes-no = yes/no
process-new-about = Upload a process file, or write it below. It is kept only when every check passes; for a process that is there already, raise its version.
process-file-hint = A TOML file; any process can be downloaded from its page to begin with
process-source = Content of the process
process-source-hint = When a file is chosen, the file counts
process-keep = Check and keep
process-added = “{ $name }” version { $version } is kept; new orders follow it from now on.
process-faults = { $count ->
    [one] One thing has to be mended; nothing is kept yet
   *[other] { $count } things have to be mended; nothing is kept yet
}
process-line = Line { $count }
process-not-text = This file is not UTF-8 text, and was not kept. Save it as a TOML file in UTF-8 with a text editor.
process-nothing-sent = Choose a file, or write the process below.

tab-forms = Forms
process-forms = Registered forms
form-number = Form no.
form-title = Form
form-owner = Owner
form-step = Made by step
form-state = State
form-when = When
form-by = due by
form-made = Made
form-due = Due
form-not-yet = Not yet
form-void = Not needed
form-prints = Printed
form-prints-form = Printed here
form-prints-nothing = Comes from outside, kept as a file
forms-count = { $count ->
    [one] { $count } form
   *[other] { $count } forms
}
forms-none = This process registers no forms
forms-none-about = Forms are registered under [[forms]] in the process file, with number, title, owning department and the step that makes them; then they stand here.
