# 验货：安排、预约、结果、放行，以及抽样的严格程度。键由 crates/domain/src/quality 给出。

## 安排验货：先说哪里不对，再说怎么办

inspection-lot-empty = 没有填验货数量：请填交验的件数。
inspection-lot-too-large = 验货数量太大：最多 { $most } 件，请核对。
inspection-lot-more-than-there = 交验 { $lot }，而被验的货一共只有 { $most }：请填不超过 { $most } 的数量。
inspection-fewer-than-ordered = 订单共 { $ordered }，整单却只交验 { $lot }：请填 { $ordered }，或选“其中一批”，或写明少验的原因。
inspection-no-limit = 三类缺陷都没有填 AQL：至少填一类，或改用全检、固定抽样。
inspection-limit-too-high = { $class }的 AQL { $limit } 太大：按不合格件数判定，最大 { $most }。
inspection-limits-out-of-order = { $graver }的 AQL { $high } 比{ $lesser }的 { $low } 还松：请改严，或对调。
inspection-fixed-without-units = 没有填固定抽样的件数：请填至少 1 件。
inspection-fixed-accepts-all = 抽 { $units } 件却允许 { $accept } 件不合格，怎么验都合格：请减少允许数，或多抽几件。
inspection-inspector-unnamed = 没有填{ $who }的名称：请填写，预约时要用。
inspection-text-too-long = “{ $what }”太长：最多 { $limit } 个字，请精简，全文作为附件保存。
inspection-words-missing = 没有写{ $what }：请写明，以后查得到。
inspection-nothing-to-repeat = 这张订单没有要复检的那次验货：请刷新页面再选。
inspection-other-goods = 复检的货与不合格的那次{ $stage }不同：请选同一批货，或另安排一次验货。
inspection-not-failed = 那次{ $stage }没有判不合格，不用复检：确实要再验，请另安排一次验货。
inspection-repeated-already = 已经安排了第 { $number } 次复检：请在那次复检上继续；不要了就先取消它。
inspection-lead-time-outside = 提前天数要在 0 到 { $most } 天之间：请改。
inspection-mend-days-outside = 返工天数要在 1 到 { $most } 天之间：请改。

## 预约、改期、通知

inspection-not-booked = 还没有约定验货日期：请先约定，再通知或改期。
inspection-booked-already = 已经约在 { $on }：要换日子请用“改期”。
inspection-same-day = 验货本来就约在 { $on }：要改期请选另一天。
inspection-day-passed = { $on } 已经过去，今天是 { $today }：请选今天或以后的日子；已经验过的直接录结果。
inspection-day-to-come = { $on } 还没到，今天是 { $today }：开始和结果只能记今天或以前的日子。
inspection-not-before-delivery = 验货日 { $on } 不在交货日 { $delivery } 之前：请提前验货，或先与客户改交期。
inspection-already-told = { $whom }已于 { $at } 通知过：改期后才要再通知。
inspection-cancelled = 这次验货已取消（{ $reason }）：要验请另安排一次。
inspection-started-already = 验货已于 { $on } 开始：不能再改安排；货或数量不对的，请取消后另安排一次。
inspection-discontinued = 不合格批太多，{ $classes }已暂停检验：等供方整改、恢复检验后再验，或改用全检。

## 结果

inspection-reported-before-start = 结果日期 { $on } 早于开始验货的 { $started }：请核对日期。
inspection-inspected = 这次验货在 { $on } 已有结果：录错的请用“更正”，返工后再验请安排复检。
inspection-not-inspected = 还没有验货结果：请先录结果。
inspection-sample-too-small = 只验了 { $inspected } 件，按抽样方案至少要验 { $asked } 件：请补验后再录。
inspection-more-than-lot = 验了 { $inspected } 件，交验的只有 { $lot } 件：请核对件数。
inspection-more-than-inspected = 不合格共 { $found } 件，超过所验的 { $inspected } 件：一件有几处缺陷的，只按最严重的一处记一次。
inspection-defect-unnamed = 有一行缺陷没有名称：请从缺陷表里选，或写明中英文名称。
inspection-defect-uncounted = “{ $name }”没有填件数：请填至少 1 件，没有就删去这一行。
inspection-too-many-defects = 缺陷行太多：最多 { $most } 行，请合并。
inspection-too-many-files = 报告的附件太多：最多 { $most } 个。
inspection-too-many-photos = “{ $name }”的照片太多：最多 { $most } 张。

## 让步放行

inspection-passed = { $on } 的验货已合格，不用让步放行。
inspection-may-not-release = 您没有让步放行的权限：请有权的同事来放行，或返工后安排复检。
inspection-released = 已于 { $at } 让步放行：结果不能再改，也不用再放行。

## 缺陷表

inspection-list-too-many = 缺陷表太长：最多 { $most } 种。
inspection-list-key-malformed = 缺陷代码“{ $key }”不合规：用小写字母开头，只用小写字母、数字和连字符，最多 40 个字符。
inspection-list-key-twice = 缺陷代码“{ $key }”出现两次：请改其中一个。
inspection-list-name-missing = 缺陷“{ $key }”缺少名称：中文和英文都要填。
inspection-list-name-too-long = 缺陷“{ $key }”的名称太长：最多 { $limit } 个字。

## 抽样严格程度为什么变了

inspection-switch-two-of-five = { $class }：连续五批以内有两批不合格，{ $on } 起加严检验。
inspection-switch-five-accepted = { $class }：加严后连续五批合格，{ $on } 起恢复正常检验。
inspection-switch-score-reached = { $class }：质量一直稳定，转移得分已够，{ $on } 起放宽检验。
inspection-switch-not-accepted = { $class }：放宽检验时有一批不合格，{ $on } 起恢复正常检验。
inspection-switch-not-steady = { $class }：生产不再稳定，{ $on } 起恢复正常检验。
inspection-switch-five-not-accepted = { $class }：加严后累计五批不合格，{ $on } 起暂停检验，等供方整改。
inspection-switch-resumed = { $class }：供方已整改，{ $on } 起从加严检验重新开始。

## 没有通过的验货

inspection-finding-failed = { $which }于 { $on } 判为不合格（{ $why }），还没有约复检：请安排返工和复检，或由有权的人让步放行。
inspection-finding-failed-mended = { $which }于 { $on } 判为不合格（{ $why }），还没有约复检，按返工天数 { $mended } 之前不会合格：请安排返工和复检，或由有权的人让步放行。
inspection-finding-failed-on = { $which }于 { $on } 判为不合格（{ $why }），{ $again } 复检：请在那之前返工好。
inspection-finding-again = { $which }于 { $on } 验后决定复检（{ $why }），还没有约日期：请安排复检。
inspection-finding-again-mended = { $which }于 { $on } 验后决定复检（{ $why }），还没有约日期，按返工天数 { $mended } 之前不会合格：请安排复检。
inspection-finding-again-on = { $which }于 { $on } 验后决定复检（{ $why }），{ $again } 复检：请备好货。
