# 样品：板单、面辅料、工艺单、尺寸表，以及每一轮从样板房到客人确认。

## 做下一步之前还缺什么：先说缺什么，再说怎么办

sample-items-missing = 还没有列出面辅料：请照板单逐项列出；确实不用备料的，写明原因就可以交样板房。
sample-item-not-looked-up = 第 { $line } 项“{ $item }”还没有查库存：请仓库先查，没有再订。
sample-item-short = 第 { $line } 项“{ $item }”库存只有 { $stock }，要用 { $wanted }：请采购补订，或另选有库存的料。
sample-item-not-ordered = 第 { $line } 项“{ $item }”没有库存，也还没有订：请采购下单。
sample-item-not-arrived = 第 { $line } 项“{ $item }”已于 { $ordered } 下单，还没有到：请采购催料；先用代用料的，写明原因就可以交样板房。
sample-question-open = 第 { $number } 个问题客人还没有答复：请催客人；按常规先做的，写明原因就可以交样板房。
sample-sheet-missing = 还没有工艺单：请写明面辅料、洗水、用线、缝制等要求；照原样做的，写明原因就可以交样板房。
sample-sizes-not-measured = 尺码 { $sizes } 还没有度尺：请度好并记下再寄。
sample-points-not-measured = 尺码 { $size } 还有部位没有度：{ $points }。请补度后再寄。

## 为什么不收

sample-not-there = 没有这个样品：请先登记板单。
sample-already-ordered = 这个样品已经登记过板单：要改请用“修改板单”。
sample-dropped = 这个样品已于 { $on } 取消：客人又要的话，请重新登记一个样品。
sample-approved = 第 { $round } 轮已于 { $on } 由客人确认，不能再改：确实要改的，写明原因，另开一轮。
sample-with-customer = 第 { $round } 轮已于 { $on } 寄出，正等客人意见：请先记下客人意见，再改板单、面辅料、工艺单或尺寸表。
sample-nothing-changed = 内容与原来一样，没有改动：请核对后再保存。
sample-text-missing = “{ $what }”没有填：请填写。
sample-text-too-long = “{ $what }”太长：最多 { $limit } 个字，请精简，全文作为附件保存。
sample-item-text-missing = 第 { $line } 项的“{ $what }”没有填，请填写。
sample-item-text-too-long = 第 { $line } 项的“{ $what }”太长：最多 { $limit } 个字，其余写到工艺单里。
sample-too-many = “{ $what }”太多：最多 { $most }，请删减或另开一个样品。
sample-day-in-the-future = 日期 { $day } 还没有到：请填实际发生的日期。
sample-measured-in-unit = 这一轮已按 { $unit } 量过尺寸，单位不能再换：请按 { $unit } 填，或到下一轮再换。
sample-day-before = 日期 { $day } 早于上一步的 { $before }：请核对日期。
sample-due-before = 交板日期 { $due } 早于 { $before }：请与客人核对后再填。
sample-no-pieces = 没有件数：请至少填一个尺码的件数。
sample-pieces-outside = 每个尺码的件数要在 1 到 { $most } 之间：不要的尺码请删去。
sample-pieces-without-size = 件数没有分尺码：有尺寸表或有几个尺码的，请先在板单上按尺码填件数。
sample-size-twice = 尺码 { $size } 出现了两次：请合并成一行。
sample-size-unknown = 尺寸表里没有尺码 { $size }，只有 { $known }：请改尺码，或先在尺寸表里加上。
sample-no-such-item = 面辅料没有第 { $line } 项：清单可能刚改过，请刷新后再填。
sample-quantity-not-positive = 第 { $line } 项的用量要大于零：请填做这个样品要用多少。
sample-counted-in-fractions = 第 { $line } 项以“{ $unit }”计，不能有小数：请填整数，或换单位。
sample-amount-outside = 第 { $line } 项的“{ $what }”要大于零，不超过 { $most }：不清楚的请留空，并向客人或布厂问清。
sample-other-unit = 第 { $line } 项要用的单位是“{ $wanted }”，库存填的是“{ $given }”：请换算成“{ $wanted }”。
sample-stock-negative = 第 { $line } 项的库存不能小于零：没有库存的请选“要订”。
sample-no-such-question = 没有第 { $number } 个问题：请刷新后再记答复。
sample-already-answered = 第 { $number } 个问题客人已于 { $on } 答复：客人又改了说法的，请另提一个问题再记答复。
sample-chart-half = 尺寸表要么尺码和量度部位都有，要么都空：请补齐；不用度尺的，两样都删去。
sample-point-twice = 量度部位“{ $point }”出现了两次：请合并，或写清是哪里，如“前腰围”“后腰围”。
sample-point-unknown = 尺寸表里没有量度部位“{ $point }”，只有 { $known }：请改部位，或先在尺寸表里加上。
sample-targets-missing = 部位“{ $point }”的尺寸与尺码个数不符：请给每个尺码各填一个：{ $sizes }。
sample-length-outside = 部位“{ $point }”的尺寸和公差要在 0 到 { $most } 之间：请核对小数点和单位。
sample-no-chart = 这个样品没有尺寸表，不用度尺：要度的话，请先做尺寸表。
sample-nothing-measured = 没有填尺寸：请至少填一个部位。
sample-measured-twice = 尺码 { $size } 的“{ $point }”填了两次：请只留一个。
sample-round-open = 第 { $round } 轮还没有结束，现在该{ $now }：客人对这一轮有了意见，才能开下一轮。
sample-not-now = 现在不是“{ $task }”这一步：该{ $now }了，请先做这一步，再往下记。
sample-nothing-washed = 这一轮做好后还没有洗过水，谈不上返洗：请选“重新做板”，或先记洗水。
sample-courier-number-missing = 交{ $courier }寄的要有快递单号：请照面单填写；当面交的请选“当面交”。
sample-outside-unexplained = 有部位超出公差：{ $points }。请返洗或重新做板；确实要寄的，写明为什么。
sample-comments-missing = 客人的结论是“{ $verdict }”，却没有写意见：请照客人的话写明，下一步好照着改。
sample-no-picture = 没有选照片：请至少选一张。
sample-too-many-samples = 这张订单的样品太多：最多 { $most } 个；请另下一张订单。
sample-frozen = 订单已经“{ $review }”，样品“{ $name }”是评审依据之一，不能直接重做：请先提更改单，评审通过后再开新一轮。

## 历史怎么说：发生了什么

sample-told-ordered = { $day } 登记板单
sample-told-amended = { $day } 修改板单
sample-told-listed = { $day } 列出面辅料 { $count } 项
sample-told-found = { $day } 查库存：第 { $line } 项有 { $quantity }
sample-told-to-order = { $day } 查库存：第 { $line } 项没有，要订
sample-told-item-ordered = { $day } 记第 { $line } 项已于 { $on } 下单
sample-told-arrived = { $day } 记第 { $line } 项已于 { $on } 到料
sample-told-asked = { $day } 向客人提问
sample-told-answered = { $day } 客人答复第 { $number } 个问题
sample-told-sheet = { $day } 写工艺单
sample-told-chart = { $day } 定尺寸表
sample-told-begun = { $day } 交样板房，开始一轮
sample-told-made = { $day } 做好
sample-told-washed = { $day } 洗水
sample-told-passed = { $day } 检查合格
sample-told-wash-again = { $day } 检查不合格，返洗
sample-told-make-again = { $day } 检查不合格，重新做板
sample-told-finished = { $day } 后整完成
sample-told-measured = { $day } 度尺 { $count } 个部位
sample-told-sent = { $day } 寄出：{ $courier } { $number }
sample-told-by-hand = { $day } 当面交：{ $to }
sample-told-judged = { $day } 客人意见：{ $verdict }
sample-told-pictured = { $day } 附照片 { $count } 张
sample-told-dropped = { $day } 取消样品
