# 看板：所有订单一张表。

board-number = 订单号
board-customer = 客户
board-customer-goods = 客户 / 货品
board-customer-ref = 客户单号
board-goods = 货品
board-received = 收单日期
board-promised = 交期
board-delivered = 发货日期
board-countdown = 倒计时
board-expected = 预计发货
board-expected-delay = 预计延期天数
board-expected-delay-workdays = 预计延期工作日
board-delay = 延期天数
board-delay-workdays = 延期工作日
board-trouble = 异常状态
board-completion = 完成状态
board-steps-closed = 已办步数
board-steps = 总步数
board-responsible = 负责人
board-total = 金额
board-days = { $count } 天

board-stage-done = 已完成
board-stage-active = 进行中
board-stage-held = 受阻
board-stage-late = 已延期
board-stage-waiting = 未到
board-stage-absent = 不需要

board-step-late = 步骤逾期

board-strip = 按状态查看
board-find = 单号、客户、货品
board-any-customer = 全部客户
board-department = 部门
board-any-department = 全部部门
board-person = 人员
board-any-person = 全部人员
board-stage = 阶段
board-any-stage = 全部阶段
board-process = 流程
board-any-process = 全部流程
board-dates = 按哪个日期
board-from = 从
board-to = 到
board-clear = 清除条件
board-sort = 排序
board-sort-usual = 默认排序
board-sort-number = 订单号
board-sort-customer = 客户
board-sort-received = 收单日期
board-sort-promised = 交期
board-sort-countdown = 倒计时
board-sort-expected = 预计发货
board-sort-delay = 延期天数
board-sort-stage = 阶段
board-sort-completion = 完成进度
board-sort-exceptions = 异常
board-sort-updated = 最近变动
board-rows = 共 { $count } 单
board-stale = 列表有变化，点此刷新

board-empty = 还没有订单
board-empty-onward = 录入第一张订单，或把现有的订单表导进来，这里就能看到每一单走到哪一步。
board-import = 导入订单表
board-nothing = 没有符合条件的订单
board-nothing-onward = 换一个状态，或放宽上面的条件。
board-in-any-state = 看全部状态的 { $count } 单

board-views = 视图
board-view-save = 保存当前视图
board-view-name = 名称
board-view-hint = 现在的条件和排序会一起保存；同名的会被替换。
board-view-shared = 所有人可见
board-view-saved = 视图“{ $name }”已保存。
board-view-deleted = 视图已删除。

board-bad-parameter = 地址里的 { $name }=“{ $value }”看不懂：请在页面上重新选择。
board-bad-date = “{ $value }”不是日期：请写成 2026-11-24 这样。
board-dates-turned = 起始日期 { $from } 晚于截止日期 { $to }：请调换。
board-unknown-customer = 没有叫“{ $value }”的客户：请从提示里选，或在搜索框里按部分名称查找。
board-export-too-long = 共 { $count } 单，Excel 文件最多放 { $most } 单：请缩小条件，或导出 CSV（不限单数）。
