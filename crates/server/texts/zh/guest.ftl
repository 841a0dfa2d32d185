# 登录与首次启动。

sign-in-title = 登录
sign-in-login = 登录名
sign-in-password = 密码
sign-in-button = 登录
sign-in-wrong = 登录名或密码不对，请检查后再试；忘了密码请找管理员重设。
sign-in-paused = 错的次数太多，请在 { $until } 之后再试。

first-run-title = 开始使用
first-run-lead = 填好这一页，就有了公司和第一位管理员。其他同事之后在“设置”里添加。
first-run-company = 公司名称
first-run-name = 您的姓名
first-run-login-hint = 字母、数字或中文，登录时用。
first-run-password-hint = 至少 8 个字符。
first-run-button = 创建并登录
first-run-is-over = 已经有管理员了，请直接登录。
company-name-missing = 请填写公司名称。

password-too-short = 密码太短：至少 { $limit } 个字符。
password-too-long = 密码太长：最多 { $limit } 个字符。
password-is-login = 密码不能和登录名一样。
