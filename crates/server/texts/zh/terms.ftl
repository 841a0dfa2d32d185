# 贸易与付款条款里的话。键由 crates/domain/src/terms 给出。

payment-terms-empty = 没有写付款方式：请填写，例如“30%定金，余款发货前付清”。
payment-terms-unknown = “{ $words }”看不懂，不像付款方式：请写成“T/T 30/70”“L/C at sight”“月结30天”这样。
payment-terms-share = “{ $words }”不能作为付款比例：比例要大于 0、不超过 100%，最多四位小数。
payment-terms-sum = 各笔比例合计 { $sum }%，不是 100%：请改正其中的比例，或把最后一笔写成“余款”。
payment-terms-no-share = 有 { $parts } 笔款看不出比例：请给每一笔写上百分比，最多一笔可以写“余款”。
payment-terms-no-method = 写了即期或见票，没有写明是哪一种：请写上信用证（L/C）、付款交单（D/P）或承兑交单（D/A）。
payment-terms-days = 天数“{ $words }”不对：请写 0 到 { $most } 之间的整数。
payment-terms-too-many = 付款分得太多：最多分 { $most } 笔，请合并。
