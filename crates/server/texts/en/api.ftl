# How the JSON API says no.

api-title-malformed = The request cannot be read
api-title-unauthorized = A token is needed
api-title-forbidden = Not allowed
api-title-not-found = Not there
api-title-method = Not by this method
api-title-conflict = Somebody else has changed it
api-title-too-large = Too large
api-title-media-type = Another media type is needed
api-title-invalid = Something in it is wrong
api-title-too-many = Too many requests
api-title-busy = Busy
api-title-failed = Something went wrong here

api-malformed = The request is not as it should be. Compare it with /api/openapi.json.
api-unauthorized = Send Authorization: Bearer with a token. Tokens are made under My account; one that was ended works no more.
api-forbidden = The person whose token it is may not do this. An administrator can change that.
api-not-found = Nothing is at this address, or it is not for the token's person to see.
api-method = This address does not take that method; the Allow header says which it takes.
api-too-large = Too large: an attachment may have 25 MiB, other requests less.
api-media-type = Send application/json; attachments are sent as multipart/form-data.
api-invalid = Something in it is wrong. Mend what errors names.
api-too-many = Too many requests. Wait a moment, then try again.

api-body-missing = There is no body. Send JSON.
api-not-json = From line { $line }, character { $column } on this is not JSON.
api-unknown-field = There is no “{ $field }” here. What there is: { $known }.
api-missing-field = “{ $field }” is missing.
api-duplicate-field = “{ $field }” is there twice; once is enough.
api-wrong-value = This value is not right: { $reason }.
api-too-long = Too long: at most { $limit } characters.
api-empty = It must not be empty.
api-too-short = Too short: at least { $limit } characters.
api-not-a-figure = Write a decimal number as text, such as "12.50", without separators.
api-not-a-day = Write a day that exists, such as 2026-12-20.
api-not-a-moment = Write a time with its offset, such as 2026-11-24T09:05:00+08:00.
api-not-a-currency = Write a currency code of ISO 4217, such as CNY.
api-not-a-key = A key is made of lower-case letters, digits and hyphens, begins with a letter and has 40 characters at most.
api-out-of-range = It must be between 1 and { $limit }.
api-not-base64 = Write the content in base64.
api-bad-media-type = Write a media type, such as application/pdf.
api-quantity-not-exact = A quantity has four digits after the point at most, and must not be too large.
api-date-missing = With from or to, say by date which one is meant: received, promised or delivered.
api-bad-cursor = This is not a place in the list: use next of the page before, with the same sort.
api-bad-version = If-Match is the version that you have seen, such as "12", or *.
api-bad-idempotency-key = An Idempotency-Key is made of visible ASCII characters without spaces, { $limit } at most.
api-no-such-file = The order has no such attachment. Upload it first, then give its id.
