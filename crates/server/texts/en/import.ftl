## Import: why a whole file cannot be read

import-file-empty = The file is empty. Choose one with something in it.
import-file-not-a-sheet = This is not a spreadsheet. Save it as XLSX or CSV and import that.
import-file-damaged = The workbook does not open: it is damaged or locked with a password. Remove the password, save it again in Excel and import that.
import-file-encoding = The encoding of the text is not known. Save the file as CSV in UTF-8, or as XLSX.
import-file-too-large = The file is larger than { $megabytes } MB. Import it in parts.
import-file-too-many-sheets = There are more than { $limit } sheets. Delete those that are not needed.
import-file-too-many-rows = There are more than { $limit } rows. Import the file in parts.
import-file-too-many-columns = There are more than { $limit } columns. Delete those that are not needed.
import-file-quote = A quotation mark in row { $row } has no partner. Add it or remove the mark.
import-file-not-a-log = This is not an event log. Save it as XES, or as CSV with columns for case, activity, start, end and resource, and import that.
import-file-broken-xml = From line { $row } on this is not well-formed XML; the file may have been cut off. Export it again and import that.

## Import: why a row is refused, and the mend

import-missing = This must not be empty. Fill it in.
import-formula-only = There is a formula here but no value. Open the file in Excel and save it once, or type the value.
import-error-value = The formula fails and gives no value. Correct it, or type the value.
import-not-a-date = This is not a day. Write it as 2026-05-06.
import-no-such-day = There is no such day. Check month and day.
import-year-outside = Years from { $from } to { $to } are taken. Check the year.
import-several-dates = There are several dates in one cell. Give each delivery a row and a date of its own.
import-vague-date = This does not say which day. Agree on one with the customer, or leave the cell empty until then.
import-ambiguous-date = This may be { $day_first } or { $month_first }. Write the year first, as in { $day_first }.
import-short-year = The year has two digits only. Write all four, as in 2026-05-06.
import-in-the-future = The day lies after today ({ $today }), and cannot have happened yet. Check it.
import-too-long-ago = The day is too long ago: check the year. { $oldest } is the first day that is taken.
import-promised-too-far = The delivery date is after { $furthest }, more than three years away. Check the year.
import-promised-before-received = The promised date is before the order date { $received }. Check both.
import-shipped-before-received = The goods were shipped before the order date { $received }. Check both.
import-not-a-number = This is not a number. Write digits only; anything else belongs in the remarks.
import-quantity-not-positive = A quantity must be more than zero. Fill in what was ordered; returns are not imported as orders.
import-counted-in-fractions = “{ $unit }” are counted and have no fractions. Check the quantity or the unit.
import-too-precise = There are more than { $digits } digits after the point. Round the number.
import-too-large = The number is too large. Check it.
import-price-negative = A price cannot be negative. Check it.
import-other-sign = The sign before the price is not that of { $currency }, the currency of the row. Make them agree.
import-discount-unclear = It is not clear how much the discount is. Write the percentage taken off, as 5% or 0.05.
import-unknown-currency = This currency is not known. Write its three letters, as CNY, USD or EUR.
import-amount-differs = The amount says { $stated }, but price, quantity and discount come to { $counted }. Check which is wrong.
import-amount-without-price = There is an amount but no price. Fill in the price, or empty the amount.
import-shares-sum = The shares of the payment add up to { $sum }%, not to 100%. Check them.
import-tracking-as-trade-term = This is a tracking number, not a trade term. Move it to its column and write FOB, CIF or the like here.
import-unknown-trade-term = This is no Incoterm. Begin with EXW, FOB, CIF or another, then the place; or leave it empty.
import-unknown-channel = This channel is not known. Write phone, fax, email, online or other.
import-too-long = The text is longer than { $limit } characters. Shorten it.
import-not-yes-or-no = Write yes or no.
import-similar-customer = This is much like the customer “{ $other }” and may be the same firm or another. If the same, write that name; if another, add it to the customers first.
import-differs-from = This differs from row { $row } of the same order, which says “{ $other }”. Make them agree, or give two orders two numbers.
import-part-of-refused = Row { $row } of the same order is faulty, so none of the order was imported. Mend that row and import again.
import-too-many-lines = An order has { $limit } lines at most. Split it.
import-not-in-table = The { $table } has no such key. Check it, or add it there.
import-key-repeated = This repeats row { $row }. Delete one of them, or use another key.
import-figure-repeated = The same figure of “{ $operation }” stands in two columns. Delete one of them.
import-no-lines = This order has no lines. Add them to the table of lines, or delete the order.
import-two-columns = This column means the same as “{ $other }”, and either could be meant. Choose one in the column mapping.
import-column-missing = These columns were not found: { $columns }. Add their titles, or name them in the column mapping.
import-title-missing = The column mapping names “{ $title }”, which the sheet does not have. Choose again.
import-several-people = Several people have this name, and any could be meant. Give them different names in the list of people.
import-code-of-other = This is the code of “{ $name }”. Check code and name.
import-order-repeated = The same order stands in { $sheet }, row { $row }, and says something else. Keep the one that is right.
import-imported-differently = This order was imported before as { $number }, with other content. To change it, amend the order on its page.
import-number-taken = Another order has this number. Check it.
import-not-a-time = This is not a time. Write day and time of day, as in 2026-05-06 09:30.
import-end-before-start = The end is before the start ({ $start }). Check both.
import-unknown-activity = The process “{ $process }” has no such step. Use the name or the key of one of its steps: { $steps }; or import into another process. { $orders ->
    [one] { $orders } order has it and stays out.
   *[other] { $orders } orders have it and stay out.
}

## Import: taken, but worth a look

import-note-day-number = A day number of Excel, read as { $date }.
import-note-day-first = Read as day/month/year: { $date }.
import-note-month-first = Read as month/day/year: { $date }.
import-note-no-promise = There is no promised date to count down to.
import-note-looks-repeated = Says the same as row { $row }, and was imported as a line of its own.
import-note-currency-given = The sheet has no column for the currency; all is in { $currency }.
import-note-no-units = The sheet has no column for the unit; quantities have none.
import-note-columns-not-taken = These columns were not imported: { $titles }.
import-note-read-as-chinese = Read in a Chinese encoding (GB18030). If the words look wrong, save the file as UTF-8.
import-note-same-reference = Order { $number } of this customer has the same reference. See whether this is the same order again.
import-note-tracking-not-taken = Nothing has been shipped, so carrier and tracking number were not imported.
import-note-sheet-not-taken = No orders, customers or products were found here; the sheet was not imported.
import-note-steps-skipped = For some orders the log says nothing of these steps; they were skipped: { $steps }.
import-note-cases-stay-open = The log of { $count } orders stops before the end of the process; these orders stay open.

## Import: rows left out

import-skip-blank = blank row
import-skip-subtotal = subtotal
import-skip-repeat = the same as row { $row } in every cell
import-skip-also-in = the same order as { $sheet }, row { $row }
import-skip-already-listed = in the list already, left as it is
import-skip-imported-before = imported before, order { $number }
import-skip-other-process = runs the process “{ $process }”; import it with --process { $key }

## Import: the outcome

import-orders-done = Imported { $count } orders, { $shipped } of them shipped already.
import-orders-would = { $count } orders can be imported, { $shipped } of them shipped already. This is a preview; nothing was kept.
import-new-customers = { $count } new customers: { $names }
import-new-people = { $count } new people: { $names }
import-new-products = { $count } new products: { $names }
import-notes = { $count } things to know:
import-skipped = { $count } rows left out:
import-refused = { $count } rows were refused. Mend them and import again; what was imported is not imported twice:
import-and-more = and { $count } more
import-row = row { $row }
import-faults-title = Refused rows
import-column-sheet = Sheet
import-column-row = Row
import-column-column = Column
import-column-value = Value
import-column-mend = Reason and mend

## Import: the pages

import-title = Import
import-lead = Bring in orders, customers and products from Excel or CSV.
import-files = Spreadsheets
import-files-hint = XLSX, XLS or CSV. Choose tables that belong together (orders, lines, customers …) at once.
import-process = Process of the orders
import-process-hint = Of an order that was shipped, the steps up to shipping count as done.
import-currency = Currency where a sheet has none
import-currency-hint = A sheet's own column of currencies comes first.
import-to-preview = Preview
import-about = Nothing is kept before you have seen the preview. Every row is imported as it stands or refused with the reason; importing the same file again changes nothing.
import-no-file = No file was chosen.
import-upload-broken = The file did not arrive whole. Check its size (25 MB at most) and the connection, and try again.
import-preview-title = Import preview
import-done-title = Import
import-download-refused = Download refused rows
import-other-files = Other files
import-now = { $count ->
    [0] Import
    [one] Import { $count } order
   *[other] Import { $count } orders
}
import-to-board = To the board
import-nothing = There is nothing new to import
import-nothing-onward = See why below; mend the sheet or the columns and try again.
import-orders-kept = { $count ->
    [one] { $count } order imported
   *[other] { $count } orders imported
}
import-mend-and-again = Mend the refused rows and import the whole file again; what was imported is not imported twice.
import-tally-orders = Orders
import-tally-customers = New customers
import-tally-people = New people
import-tally-products = New products
import-tally-refused = Refused rows
import-tally-skipped = Rows left out
import-lookalikes = These names look like customers you have
import-lookalikes-about = Tick those that are other firms: they become new customers. For the same firm, write its name in the sheet as it is in the list.
import-columns = Columns
import-columns-about = Which title of the sheet holds what. It is remembered for the next sheet with the same titles.
import-column-none = not imported
import-preview-again = Preview again
import-refused-heading = Refused rows: { $count }
import-notes-heading = Worth knowing: { $count }
import-skipped-heading = Rows left out: { $count }
import-orders-heading = Orders to import ({ $count } shipped already)
import-orders-kept-heading = Imported orders ({ $count } shipped already)
import-column-note = What
import-whole-sheet = all
import-order-customer = Customer
import-order-number = Order no.
import-order-received = Ordered
import-order-promised = Promised
import-order-shipped = Shipped
import-order-lines = Lines
