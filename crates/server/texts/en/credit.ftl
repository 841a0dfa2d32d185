# Credit release, guarantees and the ledger of credit; orders by region; the end of the day. The keys come from credit in crates/domain.

## On what ground an order is released

credit-ground-monthly = The customer settles monthly, and last month is settled.
credit-ground-paid = Paid in full.
credit-ground-limit = { $shortfall } is still open and uses the customer's credit limit; the customer pays it with the next order.
credit-ground-limit-and-guarantee = Of what is still open, { $limit } uses the customer's credit limit and is paid with the next order; the salesperson guarantees the other { $guaranteed }.
credit-ground-guarantee = The salesperson guarantees the { $guaranteed } that is still open.
credit-ground-deferred = The marketing director has signed a deferred-payment agreement, good until { $until }.

## What is lacking

credit-lack-not-compared = The order comes to { $desk }, which has not been compared with the customer's own total.
credit-lack-totals-differ = The order comes to { $desk }, but the customer's own total is { $customer }.
credit-lack-currency = The order is in { $order }, but an amount is in { $other }: they can't be compared.
credit-lack-last-month-open = The customer settles monthly, and { $amount } of last month is still open.
credit-lack-commitment = The slip is { $shortfall } short; { $amount } of it can use the credit limit, but the customer's commitment letter is missing.
credit-lack-guarantee = Of what is above the credit limit the salesperson has to guarantee { $amount }; signed so far: { $signed }.
credit-lack-top-up = The salesperson's guarantee quota ({ $left } left) does not carry all that is above the credit limit: { $amount } is not covered.
credit-lack-no-slip = There is no bank slip, and no guarantee or deferred-payment agreement for the whole order of { $total }.
credit-lack-no-slip-expired = There is no bank slip, and the deferred-payment agreement ran out on { $until }: the order comes to { $total }.
credit-lack-no-slip-short = There is no bank slip, and the deferred-payment agreement is over { $amount } only: the order comes to { $total }.

## What would release it: who, what, how much

credit-way-compare = Sales assistant: ask the customer for the total, enter and compare it
credit-way-explain = Sales assistant: find out why the totals differ and write it down
credit-way-correct = Sales assistant: correct quantities, prices or a mistyped customer's total
credit-way-convert = Finance: convert the amount to { $order }
credit-way-settle-last-month = Customer: pay last month's { $amount } (sales asks, finance books it)
credit-way-commit = Customer: a commitment letter for { $amount }, to be paid with the next order (sales asks for it)
credit-way-guarantee = Salesperson: sign a guarantee for { $amount } in all (quota left { $left })
credit-way-pay = Customer: pay { $amount } more and send the bank slip (sales asks)
credit-way-defer = Marketing director: sign a deferred-payment agreement for { $amount }

## The ledger

credit-entry-limit-set = Credit limit set to { $limit }
credit-entry-monthly = Settles monthly from now on
credit-entry-not-monthly = Settles monthly no more
credit-entry-quota-set = Guarantee quota set to { $quota }
credit-entry-used = { $amount } of the credit limit used
credit-entry-freed = { $amount } of the credit limit freed
credit-entry-guaranteed = { $amount } guaranteed
credit-entry-guarantee-freed = Guarantee of { $amount } released

## Orders by region

desk-none = No region has a sales assistant yet: ask an administrator to set them up.
desk-region-missing = The customer has no region: choose one in the customer's details: { $known }.
desk-region-unknown = Region “{ $region }” has no sales assistant: there are { $known }. Correct the customer's details, or ask an administrator to add it.

## The end of the day

reconcile-missing-there = { $number } ({ $customer }): { $ours } here, missing in order entry
reconcile-missing-here = { $number } ({ $customer }): { $theirs } in order entry, missing here
reconcile-amount = { $number } ({ $customer }): { $ours } here, { $theirs } in order entry
reconcile-twice = { $number } ({ $customer }) is there more than once: { $here } here { $ours }, { $there } in order entry { $theirs }
