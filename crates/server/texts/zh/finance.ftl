# 财务页面：当天、应收账款表、发票、收款、对账、账龄、催款、核销。

## 各页

finance-today = 今日财务
finance-day-short = 今日
finance-receivables = 应收账款
finance-receipts = 收款
finance-receipt = 收款
finance-ageing = 账龄
finance-write-offs = 坏账核销
finance-ladder = 催款阶梯
finance-statement = 对账单
finance-empty = 还没有应收账款
finance-empty-onward = 订单评审通过或信用放行后，应收款会按付款条件自动立账；也可以在这里开发票，或导入银行流水。

## 当天

finance-came-today = 今天到账
finance-came-week = 本周到账
finance-due-today = 今天到期
finance-due-week = 本周预计回款
finance-overdue = 逾期未收
finance-open-all = 应收合计
finance-unclaimed = 待认领
finance-with-left = 有余额
finance-pieces = { $count } 笔
finance-oldest = 最久逾期 { $count } 天
finance-calls = 今天要催的客户
finance-calls-about = 欠得多的排在前面
finance-calls-none = 今天没有要催的客户。
finance-calls-more = 还有 { $count } 笔
finance-no-phone = 没有电话
finance-last-reminder = 已发：
finance-cash-in = 预计回款（按周）
finance-cash-overdue = 已到期未收
finance-cash-later = 更晚
finance-cash-none = 没有待收的款。
finance-held = 等财务处理的订单
finance-held-none = 没有订单在等财务。
finance-ageing-other = 看其他日期
finance-nothing-open = 这一天没有未收的款。
finance-write-offs-wait = 有 { $count } 项坏账核销待审批

## 表的各栏

finance-customer = 客户名称
finance-paid-on = 付款日期
finance-paid = 回款金额
finance-state = 付款状态
finance-state-paid = 已付款
finance-state-due-later = 待付款
finance-state-part-paid = 部分付款
finance-state-overdue = 逾期未付款
finance-state-unpaid = 未付款
finance-note = 备注
finance-contact = 联系方式
finance-order = 订单号
finance-sold-on = 销售日期
finance-invoiced = 发票金额
finance-of-whole = 发票共
finance-due = 帐期（付款期限）
finance-no-due = 日期未定
finance-open = 未收余额
finance-overdue-days = 逾期天数
finance-overdue-by = 逾期 { $count } 天
finance-reminder = 提醒
finance-promised = 承诺
finance-invoice = 发票号
finance-instalment = 期次
finance-instalments = 分期
finance-instalment-amount = 本期金额
finance-instalment-open = 第 { $number } 期 { $what }，未收 { $open }
finance-what-for = 款项
finance-reduced = 扣减
finance-terms = 付款条件
finance-salesperson = 业务员
finance-any-salesperson = 所有业务员
finance-any-currency = 所有币种
finance-find = 发票号、客户
finance-total = 合计
finance-by-customer = 按客户
finance-as-of = 截至

## 发票

finance-invoice-new = 新开发票
finance-issued-done = 发票已登记
finance-issued = 开票日期
finance-order-hint = 选填；填了按订单的付款条件分期
finance-terms-hint = 如“30%定金，余款发货前付清”
finance-instalments-hint = 各期合计要等于发票金额；不用的行留空。
finance-plan = 按付款条件分期
finance-no-order = 没有这个订单号：请核对，或留空。
finance-rate = 汇率
finance-exchange = 汇兑损益
finance-rate-hint = 选填；一单位外币折合多少本位币
finance-ledger = 往来记录
finance-ledger-none = 还没有记录。
finance-more-deeds = 其他记账
finance-allocate = 核销收款
finance-deduct = 记扣款
finance-credit-note = 红字发票
finance-promises = 付款承诺
finance-promises-none = 没有承诺。
finance-reminders = 催款记录
finance-reminders-none = 还没有催过。

## 记账

finance-entry = 事项
finance-entry-allocated = 收款核销
finance-entry-credit-note = 红字发票
finance-entry-refunded = 退款
finance-entry-reversed = 冲销
finance-entry-written-off = 坏账核销（{ $asked }申请，{ $approved }批准）
finance-by = 经手人
finance-day = 入账日期
finance-day-hint = 从这一天起算，不能晚于今天
finance-amount = 金额
finance-reason = 原因
finance-takes = 用去收款
finance-takes-hint = 币种与发票不同时才填：从收款里用去多少
finance-slip-left = { $day } 到账，余 { $left }
finance-no-slips = 这位客户没有可用的收款：请先登记或认领收款。
finance-why = 原因
finance-why-missing = 请写明原因，以后查得到。
finance-reverse = 冲销
finance-was-reversed = 已冲销
finance-reverses = 看被冲销的记录
finance-booked = 已入账
finance-reversed = 已冲销
finance-moved = 您打开之后，别人在这里记过账：下面是最新的余额，请核对后再提交。
finance-amount-missing = 请填金额。
finance-day-missing = 请填日期。
finance-choice-missing = 请从列表里选一项。
finance-customer-missing = 请填客户的名称或代码。

## 收款

finance-receipt-new = 登记收款
finance-receipts-none = 没有收款
finance-receipts-none-onward = 导入银行流水，或手工登记一笔。
finance-received-on = 到账日期
finance-credited = 到账金额
finance-fee = 手续费
finance-fee-hint = 中间银行扣掉的；客户实付 = 到账 + 手续费
finance-fee-on = 手续费冲减
finance-fee-on-hint = 手续费由我方承担时选一期，作扣款
finance-payer = 付款人
finance-customer-hint = 客户名称或代码
finance-reference = 银行流水号
finance-remark = 附言
finance-left = 未用余额
finance-claim = 认领
finance-unclaim = 取消认领
finance-is-theirs = 是这位客户的
finance-other-customer = 是另一位客户的
finance-no-matches = 没有找到像的客户，请在下面填写。
finance-proposal = 建议核销
finance-proposal-about = 先到期的先还，金额可以改；用不完的留作客户预收款。
finance-settles = 本次核销
finance-allocate-so = 按此核销
finance-nothing-allocated = 没有填金额：至少填一期。
finance-credit-stays = 没有待核销的发票，余额留作客户的预收款。
finance-refund = 退款
finance-refunded = 退款已入账
finance-received = 收款已登记
finance-claimed = 认领已更新

## 银行流水

finance-import = 导入银行流水
finance-import-about = 网银导出的 CSV 或 Excel 都可以；只取收入。同一个文件再导一次，不会重复。
finance-import-file = 银行文件
finance-import-currency = 币种
finance-import-currency-hint = 文件里没有币种栏时用它
finance-import-look = 先看一看
finance-import-preview = 银行流水预览
finance-import-done = 银行流水已导入
finance-import-keep = 导入 { $count } 笔
finance-import-new = 新收款
finance-import-kept = 已导入
finance-import-there = 已经有了
finance-import-refused = 未能读取
finance-import-skipped = 略过
finance-import-row = 行
finance-import-column = 栏
finance-import-value = 内容
finance-import-known = 已认出客户

## 催款

finance-remind = 催款
finance-remind-record = 登记已催
finance-remind-to = 发给
finance-remind-sent = 已发出，记下来
finance-reminded = 催款已记录
finance-sent = 已发
finance-no-ladder = 还没有催款阶梯：请先在“催款阶梯”里设置。
finance-rung-day = 第 { $count } 天的催款
reminder-of-order = （订单 { $number }）
reminder-open = { $customer }：您好！发票 { $number } 的款项 { $amount } 尚未付清，烦请安排付款。如已付款，请把水单发给我们。谢谢！{ $company }
reminder-before-due = { $customer }：您好！发票 { $number }{ $order }的款项 { $amount } 将于 { $due } 到期，烦请安排付款。如已付款，请忽略本提醒。谢谢！{ $company }
reminder-friendly = { $customer }：您好！发票 { $number }{ $order }的款项 { $amount } 已于 { $due } 到期，至今尚未收到，想必是疏忽了，烦请查一下并安排付款。如已付款，请把水单发给我们。谢谢！{ $company }
reminder-firm = { $customer }：发票 { $number }{ $order }的款项 { $amount } 于 { $due } 到期，已逾期 { $days } 天。请在三个工作日内付清，或书面告知付款日期；后续订单的安排会受此影响。{ $company }
reminder-final = { $customer }：发票 { $number }{ $order }的款项 { $amount } 于 { $due } 到期，已逾期 { $days } 天，多次催告未果。请在七日内付清；逾期我们将停止发货，并依合同追究违约责任。{ $company }
finance-promise = 记付款承诺
finance-promised-day = 承诺付款日
finance-promised-amount = 承诺金额
finance-promise-hint = 谁说的、怎么说的
finance-promise-kept = 承诺已记下
finance-promise-was-kept = 已兑现
finance-promise-broken = 未兑现
finance-promise-open = 待兑现
finance-promise-left = 还差
ladder-about = 离到期日多少天，发给谁，用什么语气。到了哪一步，当天的催款名单里就会提醒。
ladder-days = 离到期日（天）
ladder-name-zh = 名称（中文）
ladder-name-en = 名称（英文）
ladder-tone = 语气
ladder-tone-friendly = 客气
ladder-tone-firm = 严肃
ladder-tone-final = 最后通知
ladder-to = 发给
ladder-to-customer = 客户
ladder-to-salesperson = 业务员
ladder-to-manager = 主管
ladder-hint = 负数是到期前；清空一行的天数和名称就删掉这一步；会按天数自动排序。
ladder-not-days = 天数要填整数，例如 -3 或 15。
ladder-kept = 催款阶梯已保存

## 坏账核销

finance-write-off-ask = 申请坏账核销
finance-write-off-asked = 申请已提交，等另一位同事审批
finance-write-off-waits = 待审批
finance-write-off-approved = 已批准
finance-write-off-refused = 未批准
finance-write-off-done = 已批准并入账
finance-write-off-declined = 未批准，发票不变
finance-write-off-own = 您自己申请的，要由另一位同事审批。
finance-write-offs-none = 没有待审批的核销
finance-write-offs-about = 收不回来的款，由一人申请、另一人审批后核销。
finance-approve = 批准
finance-refuse = 不批准

## 对账单

finance-period = 期间
finance-date = 日期
finance-document = 单号
finance-debit = 应收（借）
finance-credit = 已收（贷）
finance-balance = 余额
finance-opening = 期初余额
finance-closing = 期末余额
finance-print = 用浏览器打印或存为 PDF
finance-statement-none = 截至期末没有往来。
finance-statement-foot = 如有不符，请在七日内告知。

## 订单的钱

finance-opened = 应收款已立账：{ $number }
money-deposit = 定金
money-deposit-credited = 已到账
money-deposit-waits = 未到账
money-deposit-not-opened = 未立账
money-plan = 付款计划
money-plan-none = 订单还没有金额，或付款条件看不懂，排不出计划。
money-firm = 已定
money-expected = 预计
money-none = 还没有立应收款
money-none-about = 订单评审通过或信用放行后自动立账，也可以现在由财务立账。
money-number-hint = 选填；留空先用订单号
money-open = 立应收款
money-received = 已收
money-received-none = 还没有收到款。
