# What is said of terms of trade and payment. The keys come from crates/domain/src/terms.

payment-terms-empty = No terms of payment are given: write them, such as “30% deposit, balance before shipment”.
payment-terms-unknown = “{ $words }” is not understood as terms of payment: write them like “T/T 30/70”, “L/C at sight” or “O/A 60 days”.
payment-terms-share = “{ $words }” can't be a share of the payment: a share is above 0 and at most 100%, with up to four decimals.
payment-terms-sum = The shares sum to { $sum }%, not 100%: correct one of them, or call the last one “balance”.
payment-terms-no-share = Payments whose share can't be told: { $parts }. Write a percentage for each; one of them may be called “balance”.
payment-terms-no-method = At sight, or some days after it, but of what? Write L/C, D/P or D/A.
payment-terms-days = “{ $words }” is not a number of days that payment can wait: write a whole number from 0 to { $most }.
payment-terms-too-many = Too many payments: combine some of them, so that there are at most { $most }.
