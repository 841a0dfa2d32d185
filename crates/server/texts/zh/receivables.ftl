# 应收账款：发票、收款、核销、催款。键由 crates/domain/src/receivable 给出。

## 发票

invoice-no-number = 没有发票号：请填写。
invoice-amount-not-positive = 发票金额是 { $amount }：要大于零；要冲减请开红字发票。
invoice-rate-not-positive = 发票汇率要大于零：请填一单位外币折合多少本位币。
invoice-no-instalments = 发票没有分期：一次付清也要写一期。
invoice-too-many-instalments = 分期太多：最多 { $most } 期。
invoice-instalment-number = 期次 { $number } 不对：从 1 起编，不能重复。
invoice-instalment-not-positive = 第 { $number } 期金额是 { $amount }：要大于零。
invoice-instalment-currency = 第 { $number } 期的币种与发票不同：请用 { $wanted }。
invoice-sum-differs = 各期合计 { $sum }，发票金额 { $amount }：请改到两者相等。

## 收款

receipt-amount-not-positive = 到账金额是 { $amount }：要大于零。
receipt-rate-not-positive = 收款汇率要大于零：请填一单位外币折合多少本位币。
receipt-fee = 银行手续费 { $fee } 不对：不能小于零，币种要与到账金额 { $amount } 相同。

## 记账

entry-not-positive = 金额是 { $amount }：要大于零；记错的请冲销。
entry-wrong-currency = { $given } 的币种不对：这里要用 { $wanted }。
entry-both-amounts = 发票是 { $invoice }，收款是 { $receipt }：请把两边的金额都填上。
entry-amounts-differ = 同一币种，核销 { $settles } 却用去 { $takes }：两边要相等，差额请另记扣款。
entry-other-customer = 这笔款还没有认定是发票 { $number } 的客户付的：请先认领收款。
entry-no-such-instalment = 发票 { $number } 没有第 { $instalment } 期：请刷新页面再选。
entry-before-issued = 发票 { $number } 在 { $issued } 才开出：日期不能更早，预收款先留在收款上。
entry-before-received = 这笔款 { $received } 才到账：日期不能更早。
entry-more-than-open = 这一期只剩 { $open } 未付，记不下 { $amount }：多收的留在收款上，作客户的预收款。
entry-more-than-left = 这笔收款只剩 { $left }，不够 { $amount }：请减少金额，或用另一笔收款。
entry-unknown = 找不到这笔记录：请刷新页面再看。
entry-already-reversed = 这笔记录已经冲销，不用再冲。
entry-is-reversal = 冲销本身不能再冲销：需要的话请重新记一笔。
entry-reversed-before = 这笔记录从 { $day } 起算：冲销日期不能更早。

## 坏账核销

write-off-no-reason = 请写明为什么收不回来，以后查得到。
write-off-own-request = 自己申请的核销不能自己批：请另一位有权的同事来批。
write-off-already-decided = 这项申请已在 { $at } 批过：要改的话请重新申请。

## 催款阶梯

ladder-too-many = 催款步骤太多：最多 { $most } 步。
ladder-no-name = 第 { $days } 天的催款没有名称：中文和英文都要填。
ladder-to-nobody = 第 { $days } 天的催款没有收件人：至少选一位。
ladder-too-far = 催款日 { $days } 太远：离到期日最多 { $furthest } 天。
ladder-same-day = 第 { $days } 天排了两步催款：请合成一步，或换一天。
ladder-out-of-order = 第 { $days } 天排在第 { $after } 天后面：请按天数从小到大排。

## 来款认领：为什么像是这位客户

match-named = 附言里有单号 { $number }
match-instalment = 金额正好是发票 { $number } 的一期未付款
match-instalment-with-fee = 加上手续费，正好是发票 { $number } 的一期未付款
match-invoice = 金额正好是发票 { $number } 的未付款
match-invoice-with-fee = 加上手续费，正好是发票 { $number } 的未付款
match-balance = 金额正好是客户的全部欠款
match-balance-with-fee = 加上手续费，正好是客户的全部欠款
match-payer-is = 付款人就是“{ $name }”
match-payer-like = 付款人与“{ $name }”相近

## 保存时

invoice-text-too-long = { $field ->
    [to] 收件人
    [number] 发票号
    [terms] 付款条件
    [what] 款项名称
    [payer] 付款人
    [reference] 流水号
    [remark] 附言
    [reason] 原因
   *[note] 备注
}太长：最多 { $limit } 个字。
invoice-order-of-another = 订单 { $number } 不是这位客户的：请核对客户或订单。
invoice-order-currency = 订单用 { $wanted } 计价：发票币种要与订单相同。
invoice-number-taken = 发票号 { $number } 已经有了：请核对，或换一个号。
receivable-open-already = 这张订单的应收款已经立账（{ $number }）：确实要再立一笔，请说明是另一笔。
receivable-no-total = 订单还没有金额，立不了应收款：请先补上单价。
receipt-in-use = 这笔收款已经核销了发票或退了款，不能改认客户：请先冲销那几笔记录。
promise-amount-not-positive = 承诺付款的金额是 { $amount }：要大于零。
promise-other-customer = 发票 { $number } 不是这位客户的：请核对客户或发票。
reminder-no-such-rung = 催款阶梯里没有第 { $days } 天这一步：请从阶梯里选一步。
statement-backwards = 对账单的结束日期早于开始日期：请对调或重选。

## 银行流水导入

bank-both-ways = 同一行既有收入又有支出：请改成两行，或删去一边。
bank-unknown-way = 看不出是收是付：请写“贷”或“借”，或用正负号表示。
bank-blank = 空行
bank-outgoing = 付出的款，不导入
bank-summary = 合计或说明，不是流水
bank-repeat = 与第 { $row } 行是同一笔流水

## 变更记录

log-invoice-issued = 登记发票 { $name }
log-invoice-due = 发票 { $name } 的到期日随订单改变
log-receipt-received = 登记收款 { $name }
log-receipt-claimed = 认领收款 { $name }
log-receivable-booked = 应收款记账：{ $name }
log-write-off-asked = 申请核销坏账：{ $name }
log-write-off-decided = 审批坏账核销：{ $name }
log-payment-promised = 登记客户承诺付款
log-reminder-sent = 已催款：{ $name }
log-reminder-ladder = 修改催款阶梯
