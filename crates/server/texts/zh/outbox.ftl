# 对外通知：地址、模板、免打扰时段、发送结果。键由 crates/domain/src/outbox 给出。

outbox-bad-address = “{ $written }”不是{ $channel }的地址：邮箱要有 @，手机号只有数字，网址以 https:// 开头，请核对。
outbox-words-missing = 模板没有写{ $lang }：中英文的标题和正文都要写。
outbox-words-too-long = 模板的{ $lang }太长：最多 { $most } 个字。
outbox-too-long-for-channel = 填好后有 { $characters } 个字，{ $channel }最多 { $most } 个字：请精简。
outbox-unknown-place = 模板里的“{ $name }”没有内容可填：可以用 { $known }。
outbox-unclosed = 模板的花括号没有成对：看“{ $near }”这里；要写花括号本身请写两遍。
outbox-quiet-all-day = 免打扰时段从 { $at } 到同一时刻：请填不同的起止时间，不要免打扰就清空。
outbox-not-dead = 这条通知{ $state }：只有发送失败的才能重发。
outbox-not-waiting = 这条通知{ $state }：只有待发或发送失败的才能放弃。

outbox-dead-failed = 多次发送不成：{ $why }
outbox-dead-stale = 过时了，没有再发
outbox-dead-in-doubt = 发送时中断，对方可能已经收到：确认没收到再重发
