# 异常：原因、规则和清单。

cause-unknown = 没有“{ $cause }”这个原因，或已停用：请从清单里选。
cause-key-malformed = 代号要用小写英文字母、数字和连字符，以字母开头，最多 40 个字符。
cause-name-missing = 请填写中文和英文名称。
cause-name-too-long = 名称太长：最多 { $limit } 个字。
cause-too-many = 原因最多 { $most } 个：请改用已有的，或给停用的改名。
department-unknown = 没有代号为“{ $department }”的部门：请从清单里选。
rule-percent-too-large = 允许的比例最多 { $most }%。

## 订单页上的异常

exception-owner = 负责人
exception-due = 处理期限
exception-cause = 原因
exception-charged = 责任部门
exception-nobody = 暂不指定
exception-not-known = 还不清楚
exception-by-cause = 随原因
exception-late = 已过处理期限
deed-handle-note = 说明

## 异常清单

exceptions-open = 未解除
exceptions-overdue = 逾期未处理
exceptions-unowned = 无人负责
exceptions-closed = 已解除
exceptions-all = 全部
exceptions-none = 没有异常
exceptions-none-onward = 员工在订单页上报异常；系统也按设好的规则自动查找，恢复正常后自动解除。
exceptions-any-owner = 全部负责人
exceptions-any-rule = 全部来源
exceptions-any-cause = 全部原因
exceptions-any-department = 全部部门
exceptions-mine = 我负责的
exceptions-by-people = 员工报告
exceptions-mended = 已恢复正常，自动解除
exceptions-number = 订单号
exceptions-customer = 客户
exceptions-step = 步骤
exceptions-what = 异常
exceptions-source = 来源
exceptions-raised-by = 报告人
exceptions-raised-at = 报告时间
exceptions-why = 原因和责任部门
exceptions-closed-at = 解除时间
exceptions-outcome = 处理结果
exceptions-handle = 处理
exceptions-clear = 解除
exceptions-acts = 操作
exceptions-unreadable = 地址里的筛选条件看不懂：请回到异常清单重新选择。
exceptions-too-many = 超过 { $most } 条，放不进一个文件：请先筛选。

## 规则

rule-name-no-date = 没有交期
rule-name-step-late-start = 步骤迟开始
rule-name-step-overdue = 步骤逾期
rule-name-blocked = 卡住
rule-name-idle = 没有进展
rule-name-at-risk = 有延误风险
rule-name-will-be-late = 预计延误
rule-name-promise-broken = 过期未交货
rule-name-word-broken = 答应的事没办到
rule-name-quantity-short = 数量不足
rule-name-inspection-failed = 验货不合格

rule-no-date = 收单后过了{ $limit }，订单还没有交期。
rule-step-late-start = 步骤可以开始，过了计划开始时间{ $limit }还没有开始。
rule-step-overdue = 轮到的步骤，过了计划完成时间{ $limit }还没有办完。
rule-blocked = 步骤因条件不满足卡住，超过{ $limit }。
rule-idle = 订单超过{ $limit }没有任何进展。
rule-at-risk = 进度慢的话，交货会比承诺晚{ $limit }以上。
rule-will-be-late = 照现在的进度，交货会比承诺晚{ $limit }以上。
rule-promise-broken = 承诺交期已过{ $limit }，货还没有发出。
rule-word-broken = 答应客户的事已过期{ $limit }，还没有结果。
rule-quantity-short = 完工数量比订货少{ $limit }% 以上。
rule-inspection-failed = 验货不合格超过{ $limit }，既没有复检合格，也没有让步放行。
rule-limit = 等多久
rule-lengths = 时长写成“2个工作日”“4小时”“1天”都行；小时和工作日按公司的工作时间算，0 表示立即。
rule-goes-to = 交给
rule-settled-within = 处理期限
taker-assignee = 经办人，没有就交给部门主管
taker-department-manager = 部门主管
taker-quality = 质量部主管
taker-salesperson = 业务员
taker-promised = 答应的人，没有就交给业务员
taker-manager = 管理部主管
rules-about = 系统按这些规则盯着每张未完成的订单：查到就报异常，只报一次；恢复正常就自动解除。没有合适的人时交给上一级。
rules-kept = 规则已保存
settings-rules = 异常规则
settings-causes = 异常原因

## 原因

causes-about = 处理或解除异常时选择的原因。用过的原因可以改名或停用，不能删除，以前的记录不受影响。
cause-new = 新增原因
cause-change = 修改原因
cause-name = 原因
cause-key = 代号
cause-key-hint = 小写英文字母、数字和连字符，定了就不再改。
cause-key-taken = 这个代号已经有了：请换一个，或修改原来的。
cause-zh = 中文名称
cause-en = 英文名称
cause-charged-hint = 选了这个原因，责任就记在这个部门；处理异常时可以另选。
cause-nobody = 不追究
cause-archived = 停用
cause-archived-hint = 停用后不再出现在选项里。
cause-kept = “{ $name }”已保存
