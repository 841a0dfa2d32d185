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

## 核价页面

costs-title = { $number } · 核价
costs-sheet = 核价单
costs-versions = 版本对比
costs-actual = 预计与实际
costs-review = 审核表
costs-kept = 核价单已保存为新版本
costs-entered = 费用已记入
costs-reversed = 费用已冲销
costs-none-yet = 还没有核价单
costs-begin = 填好下面的表就是第一版；也可以从常用的费用项目开始，没填的行不会保存。
costs-start-trade = 贸易（收购）
costs-start-garment = 服装（面辅料加工）
costs-only-seen = 只能查看
costs-version = 第 { $count } 版
costs-base = 本位币
costs-items = 费用项目
costs-items-about = 按类别列出每一项预计费用
costs-item = 一项费用
costs-add = 加一项
costs-remove = 删掉这一项
costs-keep = 保存核价单
costs-note-hint = 报价条件、为什么改价等，会留在这一版里。
costs-rate-hint = 一个单位的售价币种合多少 { $base }；币种相同就不用填。
costs-not-readable = 有格子看不懂，改好后才能测算。
costs-amount-missing = 请填金额。
costs-consumption-missing = 请填单位用量。
costs-kind-missing = 请选费用类别。
costs-not-exact = 金额的小数位数超过了 { $currency } 的最小单位，或者数字太大。

costs-field-currency = 售价币种
costs-field-rate = 汇率
costs-field-quantity = 数量
costs-field-price = 单价
costs-field-vat = 增值税率 %
costs-field-refund = 出口退税率 %
costs-field-note = 备注
costs-field-items = 费用项目

costs-item-kind = 类别
costs-item-name = 名称
costs-item-basis = 计算方式
costs-item-amount = 单价或金额
costs-item-currency = 币种
costs-item-vat = 增值税票
costs-item-spec = 供应商或说明
costs-item-per-piece = 单位用量
costs-item-unit = 用量单位
costs-item-wastage = 损耗 %
costs-item-composition = 成分
costs-item-yarn = 纱支
costs-item-weight = 克重 g/m²
costs-item-width = 幅宽 cm

costs-in-sale = 售价币种
costs-vat-usual = 按类别
costs-vat-yes = 有票
costs-vat-no = 无票
costs-basis-per-unit = 每件
costs-basis-total = 整单
costs-basis-percent = 售价的 %
costs-basis-consumption = 用量 × 单价
costs-basis-weighed = 米数折公斤
costs-basis-each = 每件 { $price }
costs-basis-of-sale = 售价的 { $percent }%
costs-basis-wastage = （另加损耗 { $percent }%）

costs-figures = 测算结果
costs-figure = 项目
costs-by-kind = 各类费用
costs-loss = 亏损
costs-sales = 销售额
costs-revenue = 销售收入
costs-total = 总成本
costs-refund-amount = 出口退税
costs-profit = 利润
costs-margin = 利润率
costs-per-unit = 单位成本
costs-net-foreign = 净收外汇
costs-exchange = 换汇成本
costs-sum = 金额

## 版本对比

costs-versions-blank = 每次保存核价单都会留下一版，在这里并排对比。
costs-versions-total = 共 { $count } 版
costs-newest = 最近 { $count } 版
costs-written = 填写
costs-more = 增
costs-less = 减
costs-difference = 差额

## 预计与实际

costs-actual-blank = 先填核价单，再记实际费用，才能对照。
costs-no-figures = 暂时不能对照
costs-estimated = 预计
costs-spent = 实际
costs-over = 超支
costs-under = 节余
costs-not-spent = 还没发生
costs-better = 多赚
costs-worse = 少赚
costs-profit-as-estimated = 实际利润按预计的收入和退税计算。
costs-entries = 实际费用
costs-no-entries = 还没有记过费用。
costs-enter = 记一笔费用
costs-day = 日期
costs-document = 发票或凭证号
costs-note = 说明
costs-by = 记账人
costs-amount-hint = 退回的钱填负数。
costs-take-back = 冲销
costs-reason = 为什么冲销
costs-takes-back = 冲销第 { $count } 笔
costs-taken-back-by = 已由第 { $count } 笔冲销
costs-losses = 更改单带来的损失
costs-no-losses = 没有。

## 出口合同审核表

costs-review-title = { $number } · 出口合同审核表
costs-review-heading = 出口合同审核表
costs-print = 打印
costs-print-hint = 打印在 A4 纸上，菜单不会印出来。
costs-printed = 打印日期
costs-contract = 合同
costs-order-number = 我方单号
costs-points = 审核要点
costs-commission = 有佣金
costs-prepaid = 有预付款
costs-attached = 附件（客户订单、工厂合同等）
costs-nothing-attached = 没有附件。
costs-signatures = 审批签字
costs-nobody-signs = 这个流程没有审批环节。
costs-link = 环节
costs-signed-by = 签字
costs-signed-at = 时间
costs-comment = 意见
costs-in-place-of = 代
costs-where-it-applies = 符合条件时才要
