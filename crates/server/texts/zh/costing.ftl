# 核价：核价单缺什么、哪里不对，实际费用为什么记不上。

## 还算不出来

costing-lack-quantity = 还没有数量，算不出成本：请先填数量。
costing-lack-price = 还没有售价，算不出利润：请先填单价。
costing-lack-rate = 不知道 { $currency } 的汇率，无法折算：请填汇率，或改用核价单上的币种。
costing-lack-weight = 第 { $line } 行“{ $name }”按公斤计价：请填克重和幅宽，才能把米数折成公斤。
costing-lack-overflow = 数字太大，算不出来：请检查数量、单价和费用。

## 核价单上的错

costing-quantity-not-positive = 数量要大于零。
costing-price-negative = 单价不能是负数，请改正。
costing-rate-not-positive = 汇率要大于零。
costing-vat-out-of-range = 增值税率要在 0 到 100 之间。
costing-refund-out-of-range = 退税率要在 0 和增值税率（{ $vat }%）之间。
costing-note-too-long = 备注太长：最多 { $limit } 个字。
costing-too-many-items = 费用项目太多：最多 { $limit } 行，请把小项合并。
costing-item-too-long = 第 { $line } 行“{ $name }”的文字太长：每一格最多 { $limit } 个字。
costing-item-negative = 第 { $line } 行“{ $name }”有负数：金额、用量、克重和幅宽都不能小于零。
costing-item-percent-out-of-range = 第 { $line } 行“{ $name }”的百分比要在 0 到 100 之间。
costing-item-other-currency = 第 { $line } 行“{ $name }”的币种 { $currency } 没有汇率：请用本位币或售价的币种。
costing-item-weight-missing = 第 { $line } 行“{ $name }”按公斤计价：请填克重和幅宽，都要大于零。

## 实际费用

costing-entry-zero = 金额是零，不用记。
costing-entry-other-currency = 实际费用按 { $base } 记，这里填的是 { $currency }：请先折算。
costing-entry-too-long = 文字太长：最多 { $limit } 个字。
costing-entry-not-there = 没有第 { $number } 笔费用：请刷新页面再看。
costing-entry-not-reversible = 第 { $number } 笔不能冲销：它已被冲销，或者本身就是冲销。
