# 信用放行、担保与额度台账；按区域分单；日终对账。键由 crates/domain 的 credit 给出。

## 放行的依据

credit-ground-monthly = 月结客户，上月货款已结清。
credit-ground-paid = 货款已付足。
credit-ground-limit = 还差 { $shortfall }，占用客户信用额度，客户承诺下次订货时一并付清。
credit-ground-limit-and-guarantee = 差额中 { $limit } 占用客户信用额度，下次订货时一并付清；其余 { $guaranteed } 由业务员担保。
credit-ground-guarantee = 未付的 { $guaranteed } 由业务员担保。
credit-ground-deferred = 营销总监已签延期付款协议，有效期到 { $until }。

## 还缺什么

credit-lack-not-compared = 订单合计 { $desk }，还没有和客户自己的总额核对。
credit-lack-totals-differ = 订单合计 { $desk }，客户自己的总额是 { $customer }，两者不符。
credit-lack-currency = 订单以 { $order } 计价，有一笔金额却是 { $other }，不能相比。
credit-lack-last-month-open = 月结客户，上月还有 { $amount } 没有结清。
credit-lack-commitment = 水单还差 { $shortfall }，其中 { $amount } 可以占用信用额度，但缺客户的承诺函。
credit-lack-guarantee = 超出信用额度的部分要由业务员担保 { $amount }，现已签 { $signed }。
credit-lack-top-up = 超出信用额度的部分，业务员的担保额度（剩 { $left }）不够，还有 { $amount } 没有着落。
credit-lack-no-slip = 没有收到水单，也没有足额的业务员担保或延期付款协议：订单合计 { $total }。
credit-lack-no-slip-expired = 没有收到水单，延期付款协议到 { $until } 为止，已经过期：订单合计 { $total }。
credit-lack-no-slip-short = 没有收到水单，延期付款协议只有 { $amount }，不够订单合计 { $total }。

## 怎样才能放行：谁、做什么、多少

credit-way-compare = 销售助理：向客户要总额，填好并核对
credit-way-explain = 销售助理：查明差额原因并写明
credit-way-correct = 销售助理：改正数量、单价或填错的客户总额
credit-way-convert = 财务：把金额折算成 { $order }
credit-way-settle-last-month = 客户：结清上月的 { $amount }（业务员去催，财务入账）
credit-way-commit = 客户：出具 { $amount } 的承诺函，下次订货时一并付清（业务员去要）
credit-way-guarantee = 业务员：签担保函，共担保 { $amount }（担保额度剩 { $left }）
credit-way-pay = 客户：再付 { $amount }，交来水单（业务员去催）
credit-way-defer = 营销总监：签 { $amount } 的延期付款协议

## 额度台账

credit-entry-limit-set = 信用额度定为 { $limit }
credit-entry-monthly = 改为月结
credit-entry-not-monthly = 不再月结
credit-entry-quota-set = 担保额度定为 { $quota }
credit-entry-used = 占用信用额度 { $amount }
credit-entry-freed = 释放信用额度 { $amount }
credit-entry-guaranteed = 担保 { $amount }
credit-entry-guarantee-freed = 解除担保 { $amount }

## 按区域分单

desk-none = 还没有设置哪个区域归哪位销售助理：请管理员先设置。
desk-region-missing = 客户没有填区域：请在客户资料里选一个：{ $known }。
desk-region-unknown = 区域“{ $region }”没有对应的销售助理：现有 { $known }，请改客户资料，或请管理员补上。

## 日终对账

reconcile-missing-there = { $number }（{ $customer }）：这边 { $ours }，订单录入里没有
reconcile-missing-here = { $number }（{ $customer }）：订单录入里有 { $theirs }，这边没有
reconcile-amount = { $number }（{ $customer }）：这边 { $ours }，订单录入是 { $theirs }
reconcile-twice = { $number }（{ $customer }）单号重复：这边 { $here } 笔 { $ours }，订单录入 { $there } 笔 { $theirs }
