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
