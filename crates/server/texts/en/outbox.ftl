# What is told outside: addresses, templates, quiet hours, results. The keys come from crates/domain/src/outbox.

outbox-bad-address = “{ $written }” is no address for { $channel }: a mailbox has an @, a phone number only digits, a web address begins with https://. Check it.
outbox-words-missing = The template has no { $lang }: write subject and text in both languages.
outbox-words-too-long = The { $lang } of the template is too long: { $most } characters at most.
outbox-too-long-for-channel = Filled in it has { $characters } characters, { $channel } takes { $most }: shorten it.
outbox-unknown-place = Nothing fills “{ $name }”: the places are { $known }.
outbox-unclosed = The braces do not match: look at “{ $near }”; write a brace twice to have one.
outbox-quiet-all-day = The quiet hours run from { $at } to the same time: give two different times, or none at all.
outbox-not-dead = This message is { $state }: only dead ones are sent again.
outbox-not-waiting = This message is { $state }: only waiting and dead ones are dropped.

outbox-dead-failed = It could not be sent: { $why }
outbox-dead-stale = It was out of date and not sent any more
outbox-dead-in-doubt = Sending broke off and it may have arrived: ask before sending it again
