# 框架与通用词语：导航、按钮、状态、提示。

language-name = 中文
tagline = 一单到底：每张订单都跟到最后。
skip-to-content = 跳到正文

nav-main = 主导航
nav-phone = 底部导航
nav-more = 更多
nav-my-day = 我的一天
nav-board = 看板
nav-exceptions = 异常
nav-new-order = 新订单
nav-customers = 客户
nav-products = 产品
nav-load = 负荷
nav-processes = 流程
nav-import = 导入
nav-settings = 设置
nav-account = 我的账户
nav-sign-out = 退出登录

role-administrator = 管理员
role-manager = 主管
role-member = 成员
role-read-only = 只读

action-save = 保存
action-cancel = 取消
action-close = 关闭
action-dismiss = 知道了
action-add = 添加
action-edit = 修改
action-remove = 删除
action-archive = 停用
action-restore = 恢复
action-search = 查找
action-filter = 筛选
action-clear = 清除
action-apply = 应用
action-more = 更多
action-back = 返回
action-copy = 复制
action-download = 下载
action-export = 导出
action-confirm = 确定
action-choose-file = 选择文件
action-try-again = 再试一次

copied = 已复制
lost-connection = 连不上服务器，刚才的内容还没有保存。请检查网络后再试。
drop-files = 把文件拖到这里，或
optional = 选填
required = 必填
required-fields = 带 * 的必填
none = 无
all = 全部
yes = 是
no = 否
live = 实时更新
more-filters = 更多条件

pager-label = 翻页
pager-previous = 上一页
pager-next = 下一页
pager-first = 回到第一页
rows-shown = 共 { $count } 条

sorted-ascending = 升序
sorted-descending = 降序

state-open = 进行中
state-done = 已完成
state-cancelled = 已取消
state-late = 已延期
state-will-be-late = 将要延期
state-at-risk = 有延期风险
state-due-soon = 临近交期
state-on-time = 正常
state-no-date = 无交期
state-exception = 异常
state-waiting = 未到
state-ready = 可开始
state-held = 受阻
state-started = 进行中
state-finished = 已完成
state-skipped = 已跳过
state-not-needed = 不需要
state-promised = 已承诺
state-handed = 转给我
state-new = 新
state-archived = 已停用

days-left = 剩 { $count } 天
days-late = 延 { $count } 天
weekday-short-1 = 一
weekday-short-2 = 二
weekday-short-3 = 三
weekday-short-4 = 四
weekday-short-5 = 五
weekday-short-6 = 六
weekday-short-7 = 日
hours = { $count } 小时
workdays = { $count } 个工作日
chart-table = 表格
due-today = 今天到期

date-form = 年-月-日
currency = 币种
unit = 单位
date-hint = 年-月-日，如 2026-11-24

conflict-heading = 别人刚改过这里
conflict-onward = 您填的内容还在。看过下面的变化后，可以再次提交。
conflict-show = 查看最新内容

error-400 = 请求看不懂
error-400-onward = 地址或填写的内容不完整。请返回上一页重新操作。
error-401 = 请先登录
error-401-onward = 登录已过期或尚未登录。登录后会回到原来的页面。
error-403 = 没有权限
error-403-onward = 您的角色不能查看或操作这里。需要时请找管理员调整权限。
error-404 = 找不到这个页面
error-404-onward = 地址可能有误，或者内容已被移走。
error-409 = 内容已被别人修改
error-409-onward = 请打开最新内容，核对后再操作。
error-413 = 文件太大
error-413-onward = 请压缩或拆分后再上传。
error-422 = 填写的内容有问题
error-422-onward = 请按提示修改后再提交。
error-429 = 操作太频繁
error-429-onward = 请稍等片刻再试。
error-500 = 服务器出错了
error-500-onward = 这次操作没有保存。请稍后再试；如果还是不行，请告诉管理员出错的时间。
error-to-board = 打开看板
error-to-sign-in = 去登录
the-program = 系统
