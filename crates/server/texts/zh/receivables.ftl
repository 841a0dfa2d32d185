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
