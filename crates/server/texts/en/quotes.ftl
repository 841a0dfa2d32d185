# Quotations: rounds, what changed between them, the customer's answer, the proforma invoice.

quote-title = Quotation { $number }, round { $round }
quote-round = Quotation, round { $count }
quote-first = Make the first quotation
quote-new = Next round
quote-files = Contract and files
quote-none = Nothing has been quoted yet
quote-none-about = While the customer still negotiates price and terms, quote here round by round; the round that is accepted becomes the order.
quote-closed = There can be no further round
quote-made = Quoted
quote-valid-until = Valid until
quote-valid-until-hint = After this day the round can no longer be accepted; without one it stands until it is answered
quote-valid-open = No end
quote-note = Note
quote-note-hint = Packing, type of container, bank details: printed on the proforma invoice
quote-save = Save the quotation
quote-open = Waits for the customer
quote-accepted = Accepted
quote-declined = Not accepted
quote-expired = Expired
quote-expired-about = This round has expired and can only be recorded as not accepted. If the customer still wants it, quote once more.
quote-changes = Against the round before
quote-no-changes = Prices and terms are the same; only the validity or the note is another.
quote-answer = The customer's answer
quote-record-answer = Record the answer
quote-answer-missing = Choose whether the customer accepted.
quote-words = In the customer's words
quote-words-hint = When it was not accepted, say why: target price, delivery
quote-words-missing = Write why the customer did not accept, so that the next round can mend it.
quote-proforma = Proforma invoice

## Words on the proforma invoice, Chinese and English side by side

proforma-print = Print with the browser (Ctrl+P), or save as PDF.
proforma-title = PROFORMA INVOICE
proforma-number = PI No.
proforma-date = Date
proforma-valid-until = Valid until
proforma-reference = Your ref.
proforma-seller = Seller
proforma-buyer = Buyer
proforma-item = No.
proforma-goods = Description of goods
proforma-quantity = Quantity
proforma-unit = Unit
proforma-price = Unit price
proforma-discount = Discount
proforma-amount = Amount
proforma-total = Total
proforma-payment = Terms of payment
proforma-bank = Bank account
proforma-trade = Trade terms
proforma-delivery = Delivery
proforma-ship-to = Ship to
proforma-packing = Packing and remarks
proforma-signed = For and on behalf of the seller
proforma-confirmed = Confirmed by buyer
