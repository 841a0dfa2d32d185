# Approvals: the inbox, signing, the printed form, posts, deputies.

state-in-approval = In approval
deed-hand-in = Hand in
done-hand-in = Handed in for approval
deed-form = See and print the form
deed-refuse = Refuse
approval-heading = Approval
approval-handed-in = Handed in by
approval-turn = to sign now
approval-in-place-of = for{ " " }
approval-you-for = You sign for{ " " }
approval-with-comment = Sign with a comment
approval-sent-back = Sent back by
approval-link = Link
approval-name = Signed by
approval-for = In place of
approval-when = Date and time
approvals-empty = Nothing waits for your signature
approvals-empty-onward = Steps and change orders that are handed in are listed here when it is your turn to sign, the longest waiting first.
approvals-more-changes = { $count ->
    [one] 1 more change
   *[other] { $count } more changes
}
my-day-to-sign = { $count ->
    [one] 1 waits for my signature
   *[other] { $count } wait for my signature
}
my-day-to-sign-see = See and sign
printed-print = Print
printed-form = What was filled in
printed-finished = Finished by
person-posts = Posts
person-posts-hint = Where a process says who signs, the holders of that post do. Several people may hold a post.
person-away-words = Away from { $from } to { $until }; { $deputy } signs meanwhile.
account-away = Who signs while I am away
account-away-about = Travelling or on leave, ask a colleague to sign for you; the signature says so.
account-away-from = From
account-away-until = Until, that day included
account-away-deputy = Signs for me
account-away-back = I am back
account-away-set = Saved: your colleague signs meanwhile
account-away-over = Nobody signs for you any more
account-away-day-missing = Enter a day, such as 2026-05-17; leave all three empty if nobody is to sign for you.
account-away-deputy-missing = Choose who signs for you; leave all three empty if nobody is to.
