# 我的一天：现在轮到我的事。

my-day-date = { $date } { $weekday }
my-day-monday = 星期一
my-day-tuesday = 星期二
my-day-wednesday = 星期三
my-day-thursday = 星期四
my-day-friday = 星期五
my-day-saturday = 星期六
my-day-sunday = 星期日

my-day-overdue = 已逾期
my-day-due-today = 今天到期
my-day-handed = 转给我的
my-day-ready = 可以开始
my-day-promised = 我的承诺
my-day-blocked = 受阻，先等着

my-day-start = 开始
my-day-finish = 完成
my-day-form = 填表完成
my-day-kept = 已兑现
my-day-broken = 没兑现
my-day-just-late = 刚过时
my-day-hours-late = 超 { $count } 小时
my-day-hidden = 还有 { $count } 项没有列出。
my-day-calm = 现在没有要赶的事。
my-day-empty = 今天没有等着您的事
my-day-empty-onward = 轮到您的步骤、转给您的事和您的承诺都会出现在这里。
my-day-empty-no-department = 您还不属于任何部门，所以没有轮到您的步骤；转给您的事和您的承诺会出现在这里。
my-day-read-only = 您的账号只能查看，办事的按钮不会出现。
