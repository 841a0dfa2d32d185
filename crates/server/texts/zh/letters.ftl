# 信用证：收证、改证、审证，以及系统对照订单看出的问题。

## 为什么不收：先说哪里不对，再说怎么办

letter-number-missing = 没有信用证号：请照信用证填写。
letter-text-too-long = “{ $what }”太长：最多 { $limit } 个字，请精简，全文作为附件保存。
letter-amount-not-positive = 信用证金额要大于零，现在是 { $amount }：请照信用证填写。
letter-tolerance-outside = 增减幅度要在 0 到 { $most }% 之间：没有写的填 0，写“约”的填 10。
letter-presentation-days-outside = 交单期要在 1 到 { $most } 天之间：信用证没有写的填 21。
letter-usance-days-outside = 远期天数要在 1 到 { $most } 天之间：即期的请留空。
letter-amended-before = 这份改证的收到日期 { $received } 早于上一版的 { $before }：请核对日期。
letter-same-person = 这一版您已作为{ $reviewer }审过：审证要由两个人分别做，请另一位同事来审。
letter-already-reviewed = 别的同事已于 { $at } 作为{ $reviewer }审过这一版：要更正请找本人，收到改证后再重新审。
letter-points-open = 还有没核对或不相符的项目：{ $points }。请逐项核对；确实不符的，结论请选“有不符点”。
letter-accepted-with-discrepancies = 写了 { $count } 个不符点，结论却是接受：请把结论改为“有不符点”，或删去不符点。
letter-no-discrepancy-named = 没有写明哪里不符：请至少写一个不符点，或标出不相符的项目，好请客人改证。
letter-findings-unexplained = 系统对照订单看出 { $count } 处问题：请客人改证；确实可以接受的，写明为什么。

## 系统对照订单看出的问题

letter-currency = 信用证用 { $credit }，订单用 { $order }，币种不同：请客人改证。
letter-amount-short = 信用证连同增减幅度最多可支取 { $most }，这一单要收 { $needed }，金额不够：请客人改证增额。
letter-amount-over = 信用证不许分批，至少要支取 { $least }，这一单只收 { $needed }：请核对数量和单价，或请客人改证减额。
letter-expired = 信用证已于 { $expiry } 到期：还要用的话，请客人改证展期。
letter-no-shipment-date = 信用证没有写最迟装运日，只有到期日 { $expiry }：装运要提前，留出制单、交单的时间。
letter-shipment-before-promise = 信用证最迟 { $latest } 装运，而承诺客户的交期是 { $promised }：请提前装运，或请客人改证展期。
letter-shipment-before-forecast = 信用证最迟 { $latest } 装运，照现在的进度要到 { $forecast }：请赶工，或请客人改证展期。
letter-expiry-too-short = 最迟装运日是 { $latest }，信用证 { $expiry } 就到期，装运后没有时间交单：请客人把到期日改到 { $wanted }，或提前装运。
letter-received-late = 信用证 { $received } 才收到，最晚应在 { $wanted }（交货前一个月）收到：请核对生产还来不来得及。
