# 通知和每日摘要。

notices-unread-count = 通知，{ $count } 条未读
notices-unread = 未读
notices-all = 全部
notices-read-all = 全部标为已读
notices-all-read = 已全部标为已读
notices-none = 没有通知
notices-none-onward = 有步骤交给您、有异常归您处理，或者您的订单要延误、改期、取消时，会在这里告诉您。
notices-newest = 新通知
notices-see-all = 查看全部

## 每日摘要

digest-title = { $day } 摘要
digest-none = 还没有摘要
digest-none-onward = 工作日 { $clock } 起，这里有一份当天的摘要：到期和逾期的步骤、卡住的原因、归您处理的异常、答应客户的事。
digest-calm = 今天没有要特别留意的事
digest-days = 往日摘要
digest-as-text = 纯文本
digest-more = 另有 { $count } 项
digest-section-overdue = 已逾期
digest-section-due-today = 今天到期
digest-section-blocked = 卡住的步骤和原因
digest-section-exceptions = 归我处理的异常
digest-section-promises = 答应客户的事
digest-section-late = 已延误的订单
digest-section-will-be-late = 预计延误的订单
digest-section-at-risk = 有延误风险的订单
digest-section-queues = 各部门待办
digest-section-unowned = 无人负责的异常
