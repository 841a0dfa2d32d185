# 保存数据时可能遇到的情况。

store-conflict = 您打开之后，别人已经改过这张订单。
store-not-found = 找不到，或者您无权查看。
store-failed = 没能保存：数据库或磁盘出了问题。什么都没有改动，请稍后再试，并告诉管理员。
store-busy = 同时操作的人太多，这一次没有保存，请再试一次。
store-copy-is-for-sqlite = 数据在 PostgreSQL 里，请用 pg_dump 备份。

file-empty = 文件是空的，请重新选择。
file-too-large = 文件太大：最多 { $limit } MiB。

order-unknown-process = 没有“{ $process }”这个流程，请从列表里选。
order-unknown-customer = 没有这个客户，请先在“客户”里添加，或从列表里选。
order-customer-archived = 这个客户已停用。要给他下单，请先在“客户”里恢复。
order-unknown-product = 第 { $line } 行的产品不在产品目录里。请重新选择，或改成手写品名。
order-number-too-long = 订单号太长：最多 { $limit } 个字符。
order-number-taken = 订单号 { $number } 已经用过了，请换一个，或留空由系统编号。

settings-unknown-zone = 没有“{ $zone }”这个时区，例如 Asia/Shanghai。
settings-unknown-process = 没有“{ $process }”这个流程，请从列表里选。
department-key-malformed = 部门代码只能用小写字母、数字和连字符，以字母开头，最多 40 个字符，例如 quality。
department-name-missing = 部门要有中文名和英文名。
process-already-there = 这个流程的这一版已经在了，内容也一样，不用再添加。
process-raise-version = 已经有第 { $version } 版，而内容不同。请把 version 加大，订单才分得清走的是哪一版。

customer-name-missing = 请填写客户名称。
customer-name-taken = 已经有客户“{ $name }”（只差空格或全角半角也算同名）。请用原来的，或换个名称。
customer-code-taken = 客户代码 { $code } 已经用过了，请换一个。
customer-email-malformed = “{ $written }”不是邮箱地址：请写成 lin@example.com 这样，几个之间用逗号隔开。
product-code-missing = 请填写产品编号。
product-code-taken = 产品编号 { $code } 已经用过了，请换一个。
product-name-missing = 请填写品名（中文或英文至少一种）。
product-price-negative = 单价不能是负数。
party-too-long = { $field ->
    [name] 名称
    [code] 代码
    [address] 地址
    [name_zh] 中文名称
    [name_en] 英文名称
    [contact] 联系人
    [phone] 电话
    [email] 邮箱
    [country] 国家
    [region] 区域
    [terms] 付款方式
    [spec] 规格
    [unit] 单位
   *[other] 这一栏
}太长：最多 { $limit } 个字符。

person-name-missing = 请填写姓名。
person-login-missing = 请填写登录名。
person-login-malformed = 登录名只能用字母、数字、中文和 . _ - @ +，最多 60 个字符，不能有空格。
person-login-taken = 登录名 { $login } 已经是{ $name }在用，请换一个。
person-unknown-department = 没有“{ $department }”这个部门，请先添加部门。
person-last-administrator = 公司至少要有一位能登录的管理员，所以这一改动没有保存。
person-unknown = 没有这个人，请从列表里选。
person-inactive = 这个人已停用，请交给别人。

token-name-missing = 请给令牌起个名字，以后好认出是谁在用。
view-name-missing = 请给视图起个名字。
idempotency-key-reused = 这个 Idempotency-Key 已经用在另一个请求上了。同一个请求重发才能用同一个值，请换一个新的。
person-unknown-post = 没有“{ $post }”这个职务。可写 general-manager、marketing-director 或 head-of-部门。
person-away-backwards = 离开的最后一天不能早于第一天。
person-away-own-deputy = 不能由自己代签，请另选一人。

# 生产批次。
lot-order-cancelled = 订单 { $number } 已经取消：不再开批次。
lot-reason-missing = 请写明为什么不做了。
lot-closed-already = 批次 { $number } 已经做完或关闭。
lot-plan-changed = 批次 { $number } 的计划刚被别人改过：请重新打开，在新计划上改。
lot-not-closed = 批次 { $number } 没有关闭，不用重新打开。
lot-text-too-long = 备注太长：最多 { $limit } 个字。
progress-reason-missing = 请写明为什么要冲销这条记录。
progress-id-taken = 这个编号已经用在别的批次上：请刷新页面，重新报一次。
progress-kept-otherwise = 这条报工已经收下过，这次改了的内容没有记：要改请先冲销那条，要再报请重新打开报工页。

# 供应商与物料。
supplier-name-taken = 已经有“{ $name }”这家供应商。
supplier-code-taken = 供应商编号 { $code } 已经在用，请换一个。
material-code-taken = 物料编号 { $code } 已经在用，请换一个。
material-unit-in-use = 这种物料已有按{ $unit }记的数量，单位不能再改：请另建一个物料编号。
bom-line-material-unknown = 第 { $line } 行的物料不在物料目录里：请先添加，或另选一种。
material-order-cancelled = 订单 { $number } 已经取消：不再为它预留、发料或采购。
material-order-done = 订单 { $number } 已经完成：不再为它预留、发料或采购。
bom-changed-meanwhile = 别人刚刚保存了这份 BOM 的第 { $version } 版，你的没有保存：请先看一下，再次保存就成为下一版。
material-note-too-long = 备注太长：最多 { $limit } 个字。
material-id-taken = 这个编号已经用在别的记录上：请刷新页面，重新登记一次。
material-kept-otherwise = 这一笔已经收下过，这次改了的内容没有记：要改请先冲销那一笔，要再记请重新打开页面。
stock-reason-missing = 请写明为什么要冲销这一笔。
stock-of-purchase = 这一笔是随采购登记的：请到那张采购单上冲销。
purchase-no-lines = 采购单是空的：至少要有一行。
purchase-supplier-archived = 供应商“{ $name }”已停用：请先恢复，或另选一家。
purchase-material-archived = 物料 { $code } 已停用：请先恢复，或另选一种。
purchase-number-taken = 采购单号 { $number } 是{ $name }的采购单在用：一张采购单只向一家供应商下，请换一个单号，或留空由系统编号。
purchase-changed-meanwhile = 采购单 { $number } 刚刚有变动，这次修改没有保存：请刷新页面，看过再改。
purchase-below-accepted = 已经收下 { $accepted }：采购数量不能改得更少。要退货请登记退货。
purchase-currency-fixed = 已经到过货，币种不能再改：请按原币种填价，或结案后另下一行。
lot-sheet-outdated = 批次 { $number } 在导出这张表之后又有报工：请重新导出，在新表上改。
# 验货。
inspection-order-cancelled = 订单 { $number } 已经取消：不再安排验货。
inspection-id-taken = 这个编号已经用在别的验货上：请刷新页面，重新填一次。
inspection-no-such-operation = 批次 { $number } 的工艺路线里没有这道工序：请重新选。
inspection-kept-otherwise = 这次提交已经收下过，改了的内容没有记：结果要改请用“更正”，别的请刷新页面再办。
inspection-not-discontinued = 这类货没有暂停检验，不用恢复。
material-no-supplier = 没有这家供应商：请重新选择。
outside-no-supplier = 没有这家外协厂：请重新选择。
outside-not-a-factory = “{ $name }”不做外协加工或已停用：请在供应商里勾上“外协加工”，或换一家。
outside-charged-already = 扣款已按原币种定下：先不要换币种。
outside-quality-missing = 请写明质量问题在哪。
outside-nothing-back = 还没有收回过，没法评质量。
outside-charge-reason = 请写明扣款或不扣的理由。
link-days = 链接有效期请选 1 到 { $limit } 天。
lot-line-lost = 批次 { $number }（{ $goods }）正在做这一行：请把这一行留在订单里，或先关闭批次再删。
lot-line-gone = 批次 { $number }（{ $goods }）对应的那一行已经不在订单里：请按其他行另开批次。
