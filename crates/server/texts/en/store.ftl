# What can happen when something is kept.

store-conflict = Somebody has changed this order since you opened it.
store-not-found = It is not there, or not yours to see.
store-failed = Nothing was saved: the database or the disk has a problem. Try again later and tell your administrator.
store-busy = Too many people at once; this was not saved. Please try again.
store-copy-is-for-sqlite = The data are in PostgreSQL: back them up with pg_dump.

file-empty = The file is empty. Please choose another.
file-too-large = The file is too large: at most { $limit } MiB.

order-unknown-process = There is no process “{ $process }”. Choose one from the list.
order-unknown-customer = There is no such customer. Add it under Customers first, or choose one from the list.
order-customer-archived = This customer is archived. Restore it under Customers before entering an order.
order-unknown-product = The product of line { $line } is not in the catalogue. Choose another, or write its name freely.
order-number-too-long = The order number is too long: at most { $limit } characters.
order-number-taken = Order number { $number } is taken. Choose another, or leave it empty to have one given.

settings-unknown-zone = There is no time zone “{ $zone }”. Write it like Asia/Shanghai.
settings-unknown-process = There is no process “{ $process }”. Choose one from the list.
department-key-malformed = A department's key is made of lower-case letters, digits and hyphens, begins with a letter and has 40 characters at most, such as quality.
department-name-missing = A department needs a Chinese and an English name.
process-already-there = This version of the process is there already, word for word. Nothing needs adding.
process-raise-version = Version { $version } is there already and reads differently. Raise the version, so that orders can tell which one they follow.

customer-name-missing = Please give the customer's name.
customer-name-taken = There is a customer “{ $name }” already (spaces and character width don't count). Use that one, or choose another name.
customer-code-taken = Customer code { $code } is taken. Choose another.
customer-email-malformed = “{ $written }” is not an e-mail address: write it like lin@example.com; several with commas between them.
product-code-missing = Please give the product's catalogue number.
product-code-taken = Catalogue number { $code } is taken. Choose another.
product-name-missing = Please give the product's name, in Chinese or in English.
product-price-negative = The price cannot be negative.
party-too-long = The { $field ->
    [name] name
    [code] code
    [address] address
    [name_zh] Chinese name
    [name_en] English name
    [contact] contact
    [phone] phone number
    [email] e-mail address
    [country] country
    [region] region
    [terms] terms of payment
    [spec] specification
    [unit] unit
   *[other] field
} is too long: at most { $limit } characters.

person-name-missing = Please give the name.
person-login-missing = Please give a log-in name.
person-login-malformed = A log-in name is made of letters, digits and . _ - @ + without spaces, 60 characters at most.
person-login-taken = The log-in name { $login } is { $name }'s already. Choose another.
person-unknown-department = There is no department “{ $department }”. Add it first.
person-last-administrator = A company needs at least one administrator who can sign in, so this change was not saved.
person-unknown = There is no such person. Choose one from the list.
person-inactive = This person has left. Choose somebody else.

token-name-missing = Give the token a name, so that you know later what uses it.
view-name-missing = Please give the view a name.
idempotency-key-reused = This Idempotency-Key was used for another request. Only the same request may be sent again under it; choose a new key.
person-unknown-post = There is no post “{ $post }”. Write general-manager, marketing-director or head-of-DEPARTMENT.
person-away-backwards = The last day away is not before the first.
person-away-own-deputy = Nobody stands in for oneself: choose somebody else.

# Lots in the workshop.
lot-order-cancelled = Order { $number } has been cancelled: no more lots are made of it.
lot-reason-missing = Say why no more is made.
lot-closed-already = Lot { $number } has been made or closed already.
lot-plan-changed = Somebody else has planned lot { $number } anew: open its plan again and change that.
lot-not-closed = Lot { $number } is not closed, so it need not be opened again.
lot-text-too-long = The note is too long: at most { $limit } characters.
progress-reason-missing = Say why this entry is taken back.
progress-id-taken = This number belongs to an entry of another lot: load the page again and report anew.
progress-kept-otherwise = This report has been kept already, and what you changed was not: take that entry back to correct it, or open the page anew to report more.

# Suppliers and materials.
supplier-name-taken = There is already a supplier called “{ $name }”.
supplier-code-taken = Supplier code { $code } is already in use; choose another.
material-code-taken = Material code { $code } is already in use; choose another.
material-unit-in-use = Quantities of this material are kept in { $unit }, so its unit cannot change: add another material instead.
bom-line-material-unknown = The material of line { $line } is not in the catalogue: add it first, or choose another.
material-order-cancelled = Order { $number } has been cancelled: nothing more is set aside, issued or bought for it.
material-order-done = Order { $number } is done: nothing more is set aside, issued or bought for it.
bom-changed-meanwhile = Version { $version } of this bill has just been kept by somebody else, and yours was not: look at it, then save again to make yours the next version.
material-note-too-long = The note is too long: at most { $limit } characters.
material-id-taken = This number belongs to another entry: load the page again and enter it anew.
material-kept-otherwise = This has been kept already, and what you changed was not: take that entry back to correct it, or open the page anew to enter another.
stock-reason-missing = Say why this entry is taken back.
stock-of-purchase = This entry came with a purchase: take it back there.
purchase-no-lines = The purchase is empty: it takes at least one line.
purchase-supplier-archived = Supplier “{ $name }” is archived: restore it first, or choose another.
purchase-material-archived = Material { $code } is archived: restore it first, or choose another.
purchase-number-taken = Purchase number { $number } is in use for { $name }: a purchase goes to one supplier. Choose another number, or leave it empty to have one given.
purchase-changed-meanwhile = Purchase { $number } has just been changed, and your change was not kept: load the page again and look first.
purchase-below-accepted = { $accepted } of it has been accepted: the quantity cannot be less. If goods go back, enter that instead.
purchase-currency-fixed = Goods have come already, so the currency stays: give the price in it, or close this line and order anew.
lot-sheet-outdated = Something was told of lot { $number } after this sheet was exported: export it again and change the new one.
# Inspections.
inspection-order-cancelled = Order { $number } is cancelled: nothing more is inspected of it.
inspection-id-taken = This number is in use for another inspection: reload the page and fill it in again.
inspection-no-such-operation = The route of lot { $number } has no such operation: choose another.
inspection-kept-otherwise = This was received before, and what has changed since is not kept: correct the result, or reload the page for anything else.
inspection-not-discontinued = Inspection of these goods is not discontinued: there is nothing to resume.
material-no-supplier = There is no such supplier: choose again.
outside-no-supplier = There is no such factory: choose again.
outside-not-a-factory = “{ $name }” does no outside work, or is no longer in use: tick outside work at the supplier, or choose another.
outside-charged-already = The charge was decided in the present currency: keep it.
outside-quality-missing = Say what is wrong with the goods.
outside-nothing-back = Nothing has come back yet that could be judged.
outside-charge-reason = Say why this is charged, or why it is not.
link-days = A link lasts from 1 to { $limit } days.
lot-line-lost = Lot { $number } ({ $goods }) is being made of this line: leave the line in the order, or close the lot first.
lot-line-gone = The line that lot { $number } ({ $goods }) was made of is no longer in the order: make a new lot of another line.
