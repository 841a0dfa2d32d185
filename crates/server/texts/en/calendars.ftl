# Working calendars and public holidays.

calendars = Working calendars
calendar = Working calendar
calendar-new = New calendar
calendar-edit = Edit hours
calendar-kept = “{ $name }” is saved.
calendar-removed = The calendar is deleted.
calendar-remove-heading = Delete this calendar?
calendar-remove-about = No department works by it. It can't be brought back.
calendar-of-company = Company's calendar
calendar-zh = Chinese name
calendar-zh-example = e.g. 慈溪工厂
calendar-en = English name
calendar-hours = Hours of each day
calendar-hours-hint = Write 09:00-12:00, 13:30-18:00, leaving the lunch out; leave a day off empty. Work through the night is two spans: 22:00-24:00, and 00:00-06:00 on the next day.
calendar-holidays = Public holidays
calendar-holidays-hint = Days off and make-up days follow this table
calendar-holidays-none = None
calendar-workers = Worked by
calendar-workers-none = No department yet
calendar-year = Year
calendar-years = Other years
calendar-year-unknown = The public holidays of { $year } are not published yet: it is reckoned with plain weekends; import them when they are.
calendar-worked-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
calendar-legend = Legend
calendar-day-words = { $date } { $name }: { $kind }
calendar-special = Holidays and make-up days
calendar-special-none = This year has no holidays, make-up days or own days.
calendar-day = Day
calendar-name = Name
calendar-kind = Counts as
calendar-days = Days
calendar-own = The company's own days
calendar-own-about = Closures, maintenance, extra shifts: they go before public holidays.
calendar-own-none = There are no own days.
calendar-own-example = e.g. stocktaking
calendar-own-add = Add
calendar-own-added = “{ $name }” is added.
calendar-own-removed = “{ $name }” is deleted.
calendar-own-from = The first day is not filled in right: write it like 2026-12-31.
calendar-own-until = The last day is not filled in right: write it like 2026-12-31, or leave it empty for a single day.
calendar-from = From
calendar-until = To
calendar-until-hint = Empty for a single day
calendar-who = Who works by which calendar
calendar-who-about = Plans, lengths of work and “working days” are reckoned by the department's own calendar.
calendar-company = Whole company
calendar-as-company = As the company
calendars-assigned = The departments' calendars are saved.
list-comma = ,{" "}

day-kind-worked = Worked
day-kind-off = Off
day-kind-holiday = Public holiday
day-kind-make-up = Make-up day, worked
day-kind-own-off = Own day off
day-kind-own-worked = Own day worked
day-mark-holiday = H
day-mark-make-up = M
day-mark-own-off = C
day-mark-own-worked = X

week-mo = Mo
week-tu = Tu
week-we = We
week-th = Th
week-fr = Fr
week-sa = Sa
week-su = Su
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

holidays = Public holidays
holidays-import = Import a year of public holidays
holidays-import-about = When the next year is published, bring its file here: first you see what it would change, then you save it.
holidays-file = File
holidays-file-hint = JSON (as holiday-cn publishes it) or an ICS calendar; several years at once are fine
holidays-file-missing = No file was chosen, or it is empty: choose a JSON or ICS file.
holidays-file-too-large = The file is too large for public holidays: 1 MB at most.
holidays-country = Country or region
holidays-country-other = Another one …
holidays-key = Key
holidays-key-hint = Only for another one, such as vn
holidays-name = Name
holidays-look = See what it would change
holidays-faults = { $count ->
    [one] { $count } thing is wrong in the file; nothing was imported:
   *[other] { $count } things are wrong in the file; nothing was imported:
}
holidays-preview = Before it is imported
holidays-replaces = Replaces what is there
holidays-new = New year
holidays-count-off = { $count ->
    [one] { $count } day off
   *[other] { $count } days off
}
holidays-count-worked = { $count ->
    [one] { $count } make-up day
   *[other] { $count } make-up days
}
holidays-no-change = The same as what is there.
holidays-was = Now
holidays-is = After the import
holidays-plain = Plain day
holidays-keep = Save
holidays-imported = The public holidays of { $years } are imported.
holidays-removed = The imported year { $year } is taken back.
holidays-off = Days off
holidays-worked = Make-up days
holidays-source = Source
holidays-paper = Published notice
holidays-is-imported = Imported
holidays-remove = Take back

log-calendar-added = Working calendar “{ $name }” added
log-calendar-changed = Working calendar “{ $name }” changed
log-calendar-removed = Working calendar “{ $name }” deleted
log-calendars-changed = Departments' working calendars changed
log-holidays-imported = Public holidays imported ({ $name })
log-holidays-removed = Imported public holidays taken back ({ $name })

calendar-outside = Calendars reach from 1970 to 2099: choose another day.
calendar-days-span = The last day can't be before the first, and { $most } days are the most at once.
