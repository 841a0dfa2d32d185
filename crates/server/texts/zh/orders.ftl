# 订单页：表头、步骤表、明细、历史，以及对订单做的每一件事。

orders-progress = 进度
orders-customer = 客户
orders-reference = 客户单号
orders-channel = 来单方式
orders-salesperson = 业务员
orders-received = 接单时间
orders-promised = 承诺交期
orders-delivered = 发货日期
orders-delay-days = 延期天数
orders-countdown = 倒计时
orders-completion-expected = 预计完成
orders-completion = 完成步骤
orders-total = 合计
orders-address = 收货地址
orders-payment = 付款条件
orders-trade = 贸易条款
orders-remarks = 备注
orders-colon = ：
orders-exceptions-count = 异常 { $count } 项
orders-cancelled-because = 订单已取消：{ $reason }（{ $person }，{ $at }）
orders-line-number = 第 { $count } 行

days = { $count } 天
hours-late = 延 { $count } 小时
minutes-late = 延 { $count } 分钟

orders-as-it-was = 当时的订单：
orders-as-it-was-note = 这是过去某一时刻的样子，只能看，不能操作。
orders-back-to-now = 回到现在
orders-not-entered-yet = { $at } 时这张订单还没有录入，它是 { $entered } 录入的。
orders-look-back = 看某一时刻
orders-look-back-at = 日期和时刻
orders-look-then = 看当时的订单
orders-look = 查看
orders-clock = 时刻
orders-clock-form = 时:分
typed-clock-missing = 只填了日期。请把时刻也填上，如 14:30。
typed-clock-unreadable = 看不出是几点几分。请写成 14:30 的样子。

orders-steps = 步骤跟踪
orders-step-number = 序号
orders-task = 任务名称
orders-todo = 操作步骤
orders-responsible = 负责人
orders-planned-start = 计划开始
orders-start = 开始时间
orders-planned-end = 计划结束
orders-end = 结束时间
orders-delay = 延误
orders-step-remark = 备注
orders-actions = 操作
orders-more-for = 更多操作：
orders-start-at = 补记开始时间
orders-finish-at = 补记完成时间

orders-lines = 订单明细
orders-goods = 品名规格
orders-quantity = 数量
orders-price = 单价
orders-discount = 折扣
orders-amount = 金额

orders-files = 附件
orders-original = 原单
orders-no-files = 还没有附件。客户的原单、合同、照片都可以放在这里。

orders-promise-due = 期限
orders-promise-late = 已过期

orders-history = 历史
orders-filter-kind = 全部事项
orders-filter-step = 全部步骤
orders-filter-person = 所有人
orders-no-events = 没有符合条件的记录。
orders-older = 更早的记录

## 渠道

channel-phone = 电话
channel-fax = 传真
channel-email = 邮件
channel-online = 网上
channel-other = 其他

## 历史里的句子

event-kind-order = 订单与改单
event-kind-work = 步骤进展
event-kind-hand = 分派
event-kind-remark = 备注
event-kind-file = 附件
event-kind-exception = 异常
event-kind-promise = 承诺
event-entered = 录入订单 { $number }
event-started = 开始“{ $step }”
event-finished = 完成“{ $step }”
event-handed = 把“{ $step }”交给{ $person }
event-handed-back = 把“{ $step }”交回部门
event-skipped = 跳过“{ $step }”
event-reopened = 重开“{ $step }”
event-remarked = 备注
event-remarked-on = 在“{ $step }”上备注
event-attached = 加附件
event-attached-on = 在“{ $step }”上加附件
event-attached-original = 存入原单
event-exception-raised = 报异常
event-exception-raised-on = “{ $step }”报异常
event-exception-found = 系统查到异常
event-exception-found-on = 系统查到“{ $step }”异常
event-exception-handled = 登记异常的处理
event-exception-restated = 系统查到的异常有了变化
event-exception-cleared = 解除异常
event-exception-mended = 异常已恢复正常，自动解除
event-promised = 对客户承诺，{ $due } 前办到，由{ $person }负责
event-promise-kept = 承诺已兑现
event-promise-broken = 承诺没有兑现
event-amended = 修改订单
event-replanned = 调整计划
event-cancelled = 取消订单
event-really-at = 实际时间 { $at }
event-really-by = { $person } 实际于 { $at }
via-screen = 页面
via-api = 接口
via-import = 导入
via-program = 程序

## 能做的事

deed-start = 开始
deed-finish = 完成
deed-assign = 转交
deed-skip = 跳过
deed-reopen = 重开
deed-remark = 备注
deed-attach = 加附件
deed-exception = 报异常
deed-handle = 处理异常
deed-clear = 解除异常
deed-promise = 记承诺
deed-close = 了结承诺
deed-amend = 修改订单
deed-replan = 调整计划
deed-cancel = 取消订单
deed-heading = { $deed } · { $number }
deed-heading-on = { $deed }“{ $step }”
deed-not-possible = 这一步没有办成
deed-again = 看过变化，再次提交
deed-choose = 请选择
deed-reason = 原因
deed-at = 实际时间
deed-at-hint = 不填就是现在；补记时填当时的日期和时刻。
deed-to = 交给
deed-to-department = { $department }（不指定人）
deed-note = 留言
deed-text = 备注内容
deed-files = 文件
deed-file-missing = 请选择文件。
deed-exception-note = 出了什么问题
deed-exception-hint = 写清情况和影响，看板上会标出异常。
deed-clear-note = 怎么解决的
deed-promise-text = 答应了客户什么
deed-promise-due = 最晚哪天办到
deed-promise-owner = 谁负责
deed-due-missing = 请填日期。
deed-outcome = 结果
deed-kept = 已兑现
deed-broken = 没有兑现
deed-close-note = 说明
deed-close-hint = 没有兑现时请写明原因。

done-start = 已开始
done-finish = 已完成
done-assign = 已转交
done-skip = 已跳过
done-reopen = 已重开
done-remark = 备注已保存
done-attach = 附件已保存
done-exception = 异常已登记
done-handle = 处理方式已登记
done-clear = 异常已解除
done-promise = 承诺已记下
done-close = 承诺已了结
done-amend = 订单已修改
done-replan = 计划已调整
done-cancel = 订单已取消

## 录入与修改

entry-title = 录入订单
entry-amend-title = 修改订单 { $number }
entry-order = 订单内容
entry-process = 流程
entry-nobody = 未定
entry-customer-form = 名称或代码
entry-new-customer = 新客户
entry-customer-name = 客户名称
entry-customer-code = 代码
entry-customer-contact = 联系人
entry-customer-phone = 电话
entry-customer-email = 邮箱
entry-customer-country = 国家或地区
entry-customer-terms = 常用付款条件
entry-customer-missing = 请填客户。
entry-customer-unknown = 客户表里没有“{ $name }”。请核对名称，或点“新客户”添加。
entry-customer-similar = 客户表里没有“{ $name }”。相近的有：{ $similar }。请从中选一个，或点“新客户”添加。
entry-received-missing = 请填接单的日期和时刻。
entry-same-reference = 这个客户已有相同单号的订单：
entry-same-onward = 可能重复录入了。核对后确实是另一张订单，再继续。
entry-enter-anyway = 确实是另一张，仍然录入
entry-payment-hint = 写了比例的话，合计要等于 100%
entry-trade-hint = EXW、FOB、CIF 等术语加地点；没有就留空
entry-code = 产品编号
entry-name = 品名
entry-spec = 规格
entry-discount = 折扣 %
entry-code-unknown = 产品目录里没有编号 { $code }。请改正，或清空编号、手写品名。
entry-quantity-missing = 请填数量。
entry-no-lines = 至少要有一行货品。
entry-add-line = 加一行
entry-remove-line = 删除这一行
entry-originals = 客户的原单
entry-originals-hint = PDF、图片、Excel 等，可放几个，每个不超过 25 MB
entry-faults = 还有地方要改
entry-save = 录入订单
entry-done = 订单 { $number } 已录入
entry-amend-reason = 修改原因
entry-amend-hint = 会记入历史，以后查得到
entry-save-amendment = 保存修改
entry-conflict-onward = 您改过的内容都在；没有改过的，已经换成最新的。核对后可以再次保存。

# 预测
outlook-by-history = 预计 { $expected } 发货；按以往 { $count } 次，九成在 { $likely } 前。
outlook-by-standard = 按标准时间预计 { $expected } 发货。
outlook-delay = 比承诺晚 { $workdays } 个工作日（{ $days } 天）。
outlook-held = 现在卡在“{ $step }”（{ $department }）。
outlook-first-promise = 最初承诺 { $day }。

# 甘特图
gantt-heading = 计划与预测
gantt-done = 实际
gantt-expected = 预计
gantt-tail = 九成把握
gantt-plan = 计划
gantt-baseline = 原计划
gantt-critical = 关键路径
gantt-now = 现在
gantt-promise = 承诺交期
gantt-start = 开始（实际或预计）
gantt-end = 结束（实际或预计）
gantt-likely = 九成把握前
gantt-slack = 余量
gantt-basis = 依据
gantt-basis-history = 以往 { $count } 次
gantt-basis-standard = 标准时间
gantt-basis-due = 按时限

# 调整计划
plan-title = 调整计划 { $number }
plan-about = 先试算，看清对后面各步和交期的影响，再保存。
plan-drag = 拖动未开始的任务，或用方向键移动
plan-anew = 重新打开
plan-effects = 试算结果
plan-no-effect = 各步时间不变。
plan-before = 原来
plan-after = 调整后
plan-shift = 变化
plan-later = 晚 { $count } 天
plan-sooner = 早 { $count } 天
plan-same-day = 当天内
plan-delivery = 发货
plan-changes = 要改什么
plan-not-before = 最早开始
plan-takes = 需要多久
plan-split = 分两段
plan-split-open = 分段
plan-split-after = 先做多久
plan-resumes = 何时接着做
plan-split-needs-both = 分两段要同时写明先做多久、何时接着做。
plan-reason = 原因
plan-try = 试算
plan-save = 保存计划

# 交期来得及吗
promise-needs = 按标准时间要 { $needs } 个工作日。
promise-possible = 来得及：要 { $needs } 个工作日，还有 { $left } 个。
promise-impossible = 来不及：要 { $needs } 个工作日，只剩 { $left } 个。
promise-overdue = “{ $step }”要在 { $due } 前办完，做不到。
promise-earliest = 最早可以承诺 { $day }。
promise-unpublished = { $year } 年的放假安排还没有公布，按平常的周末推算。
promise-take = 用这一天

# 负荷
load-as-of = 推算于
load-by-department = 按部门
load-by-person = 按人
load-nothing = 没有要做的工作
load-nothing-onward = 有了进行中的订单，这里按天显示各部门的工作量。
load-over-days = { $count } 天超负荷
load-hands = { $count } 人
load-nobody = 没有在职人员
load-places = 同时 { $count } 件
load-cell = { $name } { $day }：{ $steps } 项，{ $hours } 小时，可用 { $room } 小时
load-about = 上面是当天的工时，下面是项数；“–”表示流程没有写工时。标“!”的是超负荷，能做多少按部门设置里能同时做几件（没填就按在职人数）和工作日历算。
load-orders = 这一天的订单
load-which = 地址里没有日期，或没有部门和人员：请在负荷页上点开一个数字。
load-first-orders = 只列出当天有活的前 { $most } 张订单，当天一共 { $steps } 步。
load-no-orders = 这一天没有订单
