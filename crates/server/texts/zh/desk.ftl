# 销售台：按数量下单、信用额度与担保额度、日终对账；订单的信用放行页。

## 订单的信用放行

credit-said-released = 已放行
credit-said-ready = 可以放行
credit-said-held = 还不能放行，缺以下各项
credit-said-cancelled = 订单已取消，不占用额度
credit-not-released = 没有放行
credit-or = 或者
credit-release = 放行
credit-basis = 放行依据
credit-account = 客户额度台账
credit-changed-meanwhile = 您打开之后订单有了变化：下面是最新的情况，请核对后再放行。
credit-desk-total = 订单合计
credit-customer-total = 客户自己的总额
credit-explained = 差额已说明
credit-not-yet = 还没有
credit-slips = 水单合计
credit-settlement = 结算方式
credit-monthly = 月结
credit-by-order = 按单
credit-last-month = 上月未结
credit-limit = 信用额度
credit-usual = 未正式核定
credit-in-use = 已占用
credit-available = 可用
credit-guarantor = 担保人
credit-quota-left = 担保额度剩余
credit-signed = 本单已担保
credit-shown = 已有的凭据
credit-shown-none = 还没有任何凭据。
credit-entries = 额度往来
credit-shown-customer-total = 客户自己的总额 { $amount }
credit-shown-slip = 银行水单 { $amount }，{ $day } 付款
credit-shown-commitment = 客户承诺函
credit-shown-guarantee = 业务员担保 { $amount }
credit-shown-agreement = 延期付款协议 { $amount }，有效期到 { $day }

credit-give-customer-total = 填客户总额
credit-give-slip = 登记水单
credit-give-slip-taken-back = 撤回水单
credit-which-slip = 哪一张
credit-give-commitment = 登记承诺函
credit-give-guarantee = 签担保
credit-give-agreement = 签延期付款协议
credit-give-recall = 撤销放行
credit-give-about = 订单合计 { $total }
credit-amount = 金额
credit-customer-total-hint = 照客户订单上的合计填写，系统会与订单合计核对。
credit-explanation = 差额说明
credit-explanation-hint = 两个合计不符时写明原因，例如客户漏算了运费。
credit-paid-on = 付款日期
credit-bank-reference = 银行流水号
credit-slip-file = 水单
credit-letter-file = 承诺函
credit-note = 备注
credit-guarantee-hint = 您为这张订单总共担保的金额，计入您的担保额度。
credit-until = 有效期到
credit-until-hint = 过了这一天，协议不再作数。
credit-recall-hint = 撤销后，这张订单占用的额度立即释放；再放行要重新判断。
credit-amount-missing = 请填金额。
credit-day-missing = 请填日期。
credit-not-priced = 有的行还没有单价，合计不全，不能放行：请先把单价补齐。
store-held = 订单还不能放行。

## 信用额度与担保额度

credit-limits = 信用额度
credit-quotas = 担保额度
credit-find = 找客户：名称、编号、联系人
credit-at = 截至哪一天
credit-look = 查看
credit-none = 没有要列的额度
credit-none-onward = 没有正式核定额度的客户，每家可用 1,000 元。要核定额度，先在上面找到客户。
credit-quotas-none = 还没有担保额度
credit-quotas-none-onward = 销售部的人员会列在这里，由财务或经理核定各人的担保额度。
credit-quota = 担保额度
credit-guaranteed = 已担保
credit-no-quota = 未核定
credit-customer-page = 客户资料
credit-now = 目前
credit-as-it-was = 当日日终
credit-set-limit = 核定信用额度
credit-set-quota = 核定担保额度
credit-why = 依据
credit-monthly-about = 月结客户每月结清上月的全部货款：上月有未结的，本月订单不放行；结清了就放行，不占用额度。
credit-begin-monthly = 改为月结
credit-end-monthly = 不再月结
credit-history = 台账
credit-history-none = 还没有记录。
credit-limit-set = 信用额度已核定
credit-quota-set = 担保额度已核定
credit-settlement-set = 结算方式已更改
credit-limit-negative = 额度不能是负数；不给额度就填 0。
credit-note-too-long = 依据太长：最多 { $limit } 个字。
customer-credit = 信用额度

## 下单

desk-order = 下单
desk-order-title = 销售台下单
desk-order-about = 选客户，填数量。单价出自产品目录，不在这里改。
desk-entered = 订单 { $number } 已录入，已转给该区域的销售助理
desk-asks = 请先核对
desk-address-hint = 留空就用客户资料里的地址。
desk-lines = 订货明细
desk-lines-about = 填货号和数量
desk-compare = 核对总额
desk-customer-total-hint = 照客户订单上的合计填写；还没有就先空着，放行前必须补上。
desk-remarks = 特别说明
desk-code-missing = 请填货号，或把这一行清空。
desk-routed = { $region }，转给 { $assistant }
desk-total = 订单合计 { $ours }
desk-totals-equal = 与客户自己的总额一致
desk-totals-differ-by = 客户自己的总额是 { $theirs }，相差 { $gap }：请改正，或写明差额原因
desk-totals-differ = 订单合计 { $ours }，客户自己的总额是 { $theirs }，两者不符。现在录入的话，差额说清之前不能放行。
desk-same-reference = 这个客户的同一个单号已经录过：订单 { $number }。
desk-customer-total = 客户自己的总额小数位太多，或者太大：按 { $currency } 的最小单位填写。
desk-product-archived = 第 { $line } 行：产品 { $product } 已停用，请换一个。
desk-product-unpriced = 第 { $line } 行：产品 { $product } 在目录里没有单价，请先在产品目录里补上。
desk-product-currency = 第 { $line } 行：产品 { $product } 以 { $currency } 计价，前面的以 { $first } 计价。一张订单只用一种货币，请分开下单。
desk-quantity-digits = 第 { $line } 行：产品 { $product } 的数量最多四位小数，而且不能太大。

## 区域

desk-settings = 区域设置
desk-settings-about = 客户资料里的区域决定订单转给哪位销售助理。
desk-regions = 区域
desk-regions-form = 南区、华南
desk-assistant = 销售助理
desk-assistant-missing = 区域“{ $regions }”还没有选销售助理。
desk-settings-kept = 区域设置已保存
desk-too-many = 最多 { $most } 位销售助理。
desk-regions-missing = 每位销售助理至少要有一个区域；不要了就把整行清空。
desk-region-too-long = 区域名太长：最多 { $limit } 个字。
desk-region-twice = 区域“{ $region }”写了两次，一个区域只能归一位销售助理。

## 日终对账

desk-day = 日终对账
desk-day-title = 日终对账
desk-day-which = 哪一天
desk-day-before = 前一天
desk-day-not-compared = 还没有对账
desk-day-closed = 已对平
desk-day-open = { $count } 处差异待查
desk-day-closed-about = 这一天的订单与订单录入核对完毕，没有未查清的差异。
desk-day-orders = 销售台当天的订单
desk-day-no-orders = 这一天销售台没有订单。
desk-differences = 差异
desk-difference-resolved = 已查清
desk-note = 查明的原因和处理
desk-resolve = 查清了
desk-resolved = 已记下
desk-list = 订单录入清单
desk-list-file = 上传清单
desk-list-hint = Excel 或 CSV，三列：单号、客户、金额。再次上传会替换原来的清单。
desk-list-pasted = 或者把清单粘贴在这里
desk-compare-now = 核对
desk-list-kept = 清单 { $count } 行，已核对
desk-list-missing = 请上传清单，或粘贴到下面的框里。
desk-list-empty = 清单是空的：至少要有一行。
desk-list-too-long = 清单太长：最多 { $most } 行。
desk-list-faults = 有 { $count } 行读不懂，整份清单都没有保存。改好后再传一次：
desk-row-refused = 第 { $row } 行 { $column }“{ $value }”：{ $why }
desk-note-missing = 请写明原因和处理办法。
desk-note-too-long = 说明太长：最多 { $limit } 个字。
desk-no-such-difference = 这个单号没有差异了：清单或订单已经改过，请刷新页面。

api-money-not-exact = 金额的小数位太多或数目太大：这种货币最多 { $digits } 位小数。
