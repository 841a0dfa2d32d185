# Letters of credit: receipt, amendment, review, and what the program sees when it holds them against the order.

## Why one is not taken: what is wrong first, then what to do

letter-number-missing = The credit has no number: fill it in as the bank wrote it.
letter-text-too-long = “{ $what }” is too long: { $limit } characters at most; shorten it and attach the full text.
letter-amount-not-positive = The amount of the credit must be above zero, and it is { $amount }: fill it in as the credit says.
letter-tolerance-outside = The tolerance must be from 0 to { $most }%: 0 where the credit says nothing, 10 where it says “about”.
letter-presentation-days-outside = The days for presentation must be from 1 to { $most }: 21 where the credit says nothing.
letter-usance-days-outside = The days after sight must be from 1 to { $most }: leave them empty for a credit at sight.
letter-amended-before = The amendment was received on { $received }, before the version that it amends ({ $before }): check the date.
letter-same-person = You have reviewed this version as { $reviewer }: two people review a credit separately, so ask a colleague.
letter-already-reviewed = A colleague has reviewed this version as { $reviewer } at { $at }: ask that person to correct it, or review the next amendment.
letter-points-open = Not checked, or not as they should be: { $points }. Check each of them; where one does not hold, the outcome is “discrepant”.
letter-accepted-with-discrepancies = Discrepancies are named ({ $count }), but the outcome is “accepted”: choose “discrepant”, or take them out.
letter-no-discrepancy-named = Nothing says what is discrepant: name at least one discrepancy, or mark a point that does not hold, so that the customer can be asked to amend it.
letter-findings-unexplained = Points found against this credit: { $count }. Ask for an amendment or, if it can be accepted all the same, say why.

## What the program sees against the order

letter-currency = The credit is in { $credit }, the order in { $order }: ask for an amendment.
letter-amount-short = With its tolerance the credit pays { $most } at most, and { $needed } is due: ask for a larger amount.
letter-amount-over = The credit does not allow partial shipments and has to be drawn for { $least } at least, but only { $needed } is due: check quantity and price, or ask for a smaller amount.
letter-expired = The credit expired on { $expiry }: if it is still needed, ask for an extension.
letter-no-shipment-date = The credit names no latest day of shipment, only the expiry, { $expiry }: ship early enough to make and present the documents.
letter-shipment-before-promise = The credit wants shipment by { $latest }, but the customer was promised { $promised }: ship earlier, or ask for an extension.
letter-shipment-before-forecast = The credit wants shipment by { $latest }, but as things go it will be { $forecast }: speed it up, or ask for an extension.
letter-expiry-too-short = Goods may leave until { $latest }, but the credit expires on { $expiry }, which leaves no time to present documents: ask for expiry on { $wanted }, or ship earlier.
letter-received-late = The credit came on { $received }; it was wanted by { $wanted }, a month before delivery: check whether production still makes it.
