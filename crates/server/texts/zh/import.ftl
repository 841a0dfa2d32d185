## 导入：整个文件不能读的原因

import-file-empty = 文件是空的。请选择有内容的文件。
import-file-not-a-sheet = 这不是表格文件。请另存为 XLSX 或 CSV 后再导入。
import-file-damaged = 工作簿打不开：文件已损坏，或设有密码。请在 Excel 中取消密码，重新保存后再导入。
import-file-encoding = 认不出文件的文字编码。请另存为 UTF-8 编码的 CSV，或存为 XLSX。
import-file-too-large = 文件太大，超过 { $megabytes } MB。请分成几个文件导入。
import-file-too-many-sheets = 工作表太多，最多 { $limit } 张。请删去不需要的工作表。
import-file-too-many-rows = 行数太多，最多 { $limit } 行。请分成几个文件导入。
import-file-too-many-columns = 列数太多，最多 { $limit } 列。请删去不需要的列。
import-file-quote = 第 { $row } 行有一个双引号没有配对。请补上或删去这个引号。
import-file-not-a-log = 这不是事件日志。请存成 XES，或含“订单号、步骤、开始时间、结束时间、人员”列的 CSV，再导入。
import-file-broken-xml = 第 { $row } 行起不是完整的 XML，文件可能没有传完。请重新导出后再导入。

## 导入：某一行不能导入的原因和改法

import-missing = 这一格不能空。请填上。
import-formula-only = 这里只有公式，没有算出的值。请在 Excel 中打开并保存一次，或直接填数值。
import-error-value = 公式出错，没有值。请改正公式，或直接填数值。
import-not-a-date = 看不出是哪一天。请写成 2026-05-06 的样子。
import-no-such-day = 没有这一天。请核对月份和日期。
import-year-outside = 年份要在 { $from } 到 { $to } 之间。请核对年份。
import-several-dates = 一格里写了几个日期。请每个交期单独写一行，各填一个日期。
import-vague-date = 没有写明是哪一天。请与客户确认后填一个日期，还没定就留空。
import-ambiguous-date = 可能是 { $day_first }，也可能是 { $month_first }。请把年份写在前面，例如 { $day_first }。
import-short-year = 年份只有两位。请写四位年份，例如 2026-05-06。
import-in-the-future = 日期晚于今天（{ $today }），事情还没有发生。请核对日期。
import-too-long-ago = 日期太早了：请核对年份，最早从 { $oldest } 起。
import-promised-too-far = 交期在 { $furthest } 之后，超过三年。请核对年份。
import-promised-before-received = 交期早于下单日期 { $received }。请核对这两个日期。
import-shipped-before-received = 出货早于下单日期 { $received }。请核对这两个日期。
import-not-a-number = 这不是一个数字。请只填数字，别的写到备注里。
import-quantity-not-positive = 数量必须大于零。请填订购的数量；退货不作为订单导入。
import-counted-in-fractions = “{ $unit }”按个数计，不能有小数。请核对数量或单位。
import-too-precise = 小数位太多，最多 { $digits } 位。请四舍五入后再填。
import-too-large = 数字太大。请核对。
import-price-negative = 单价不能是负数。请核对。
import-other-sign = 单价前的货币符号与币种 { $currency } 不一致。请改成一致。
import-discount-unclear = 看不出折扣是多少。请写减去的百分比，例如 5% 或 0.05。
import-unknown-currency = 不认识的币种。请写三个字母的代码，例如 CNY、USD、EUR。
import-amount-differs = 金额写的是 { $stated }，按单价、数量和折扣算是 { $counted }。请核对哪一个错了。
import-amount-without-price = 有金额，没有单价。请填单价，或清空金额。
import-shares-sum = 付款比例加起来是 { $sum }%，不是 100%。请核对比例。
import-tracking-as-trade-term = 这是运单号，不是交易条款。请移到运单号一列，这里写 FOB、CIF 等条款。
import-unknown-trade-term = 不是国际贸易术语。请以 EXW、FOB、CIF 等开头，后面写地点；没有就留空。
import-unknown-channel = 不认识的下单渠道。请写：电话、传真、邮件、线上或其他。
import-too-long = 文字太长，最多 { $limit } 个字。请缩短。
import-not-yes-or-no = 请写“是”或“否”。
import-similar-customer = 与客户“{ $other }”相近，可能是同一家，也可能是另一家。是同一家就改成那个名称；是另一家就先在客户表中新建。
import-differs-from = 与同一订单第 { $row } 行不一致，那里是“{ $other }”。请改成一致；确实是两张订单的，请用不同的订单号。
import-part-of-refused = 同一订单第 { $row } 行有错，整张订单都没有导入。改好那一行再导入即可。
import-too-many-lines = 一张订单最多 { $limit } 行。请拆成几张订单。
import-not-in-table = { $table }里没有这个编号。请核对编号，或在那张表里补上。
import-key-repeated = 与第 { $row } 行重复。请删去一行，或改用不同的编号。
import-figure-repeated = “{ $operation }”的同一个数字出现在两列。请删去一列。
import-no-lines = 这张订单没有明细。请在明细表中补上，或删去订单。
import-two-columns = 与“{ $other }”一列意思相同，不知道用哪一列。请在列对应中选定。
import-column-missing = 找不到这些列：{ $columns }。请补上标题，或在列对应中指定。
import-title-missing = 列对应中的“{ $title }”在表里找不到。请重新指定。
import-several-people = 有几个人叫这个名字，不知道是哪一位。请在人员名单中改成不同的名字。
import-code-of-other = 这个客户编号属于“{ $name }”。请核对编号和名称。
import-order-repeated = 同一张订单在 { $sheet } 第 { $row } 行也有，内容却不同。请留下对的那一份。
import-imported-differently = 这张订单已经导入过，编号 { $number }，但内容不同。要改订单，请在订单页上修改。
import-number-taken = 这个订单号已被另一张订单使用。请核对订单号。
import-not-a-time = 这不是时间。请写成 2026-05-06 09:30，要有日期和钟点。
import-end-before-start = 结束早于开始（{ $start }），请核对这两个时间。
import-unknown-activity = “{ $process }”流程里没有这一步。请改成其中一步的名称或代号：{ $steps }；或换一个流程导入。有这一步的 { $orders } 个订单都没有导入。

## 导入：照样导入，但值得一看

import-note-day-number = 这是 Excel 的日期序号，读作 { $date }。
import-note-day-first = 按“日/月/年”读作 { $date }。
import-note-month-first = 按“月/日/年”读作 { $date }。
import-note-no-promise = 没有交期，无法倒计时。
import-note-looks-repeated = 与第 { $row } 行的内容相同，仍作为另一行导入。
import-note-currency-given = 表中没有币种一列，全部按 { $currency }。
import-note-no-units = 表中没有单位一列，数量不带单位。
import-note-columns-not-taken = 这些列没有导入：{ $titles }。
import-note-read-as-chinese = 按中文编码（GB18030）读取。若文字不对，请另存为 UTF-8。
import-note-same-reference = 这个客户的这个订单号已有订单 { $number }，请看是否重复。
import-note-tracking-not-taken = 还没有出货，承运和运单号没有导入。
import-note-sheet-not-taken = 没有认出订单、客户或产品，这张表没有导入。
import-note-steps-skipped = 有的订单在日志里没有这些步骤，已按跳过处理：{ $steps }。
import-note-cases-stay-open = 有 { $count } 个订单的日志没有走到流程结束，导入后仍未完成。

## 导入：略过的行

import-skip-blank = 空行
import-skip-subtotal = 合计行
import-skip-repeat = 与第 { $row } 行完全相同
import-skip-also-in = 与 { $sheet } 第 { $row } 行是同一张订单
import-skip-already-listed = 名单中已有，未作改动
import-skip-imported-before = 以前已导入，订单 { $number }
import-skip-other-process = 走的是“{ $process }”流程，用 --process { $key } 另行导入

## 导入：结果

import-orders-done = 已导入 { $count } 张订单，其中 { $shipped } 张已出货。
import-orders-would = 可以导入 { $count } 张订单，其中 { $shipped } 张已出货。这是预览，什么都没有保存。
import-new-customers = 新建客户 { $count } 家：{ $names }
import-new-people = 新建人员 { $count } 位：{ $names }
import-new-products = 新建产品 { $count } 种：{ $names }
import-notes = 提示 { $count } 条：
import-skipped = 略过 { $count } 行：
import-refused = 没有导入 { $count } 行，改好后再导入一次即可，已导入的不会重复：
import-and-more = 还有 { $count } 行
import-row = 第 { $row } 行
import-faults-title = 未导入的行
import-column-sheet = 工作表
import-column-row = 行
import-column-column = 列
import-column-value = 值
import-column-mend = 原因和改法

## 导入：页面

import-title = 导入
import-lead = 把 Excel 或 CSV 里的订单、客户和产品带进来。
import-files = 表格文件
import-files-hint = XLSX、XLS 或 CSV；有关联的几张表（订单、明细、客户……）请一起选。
import-process = 订单按哪个流程走
import-process-hint = 已出货的订单，出货前的步骤算已完成。
import-currency = 表中没有币种时按
import-currency-hint = 表中有币种一列时，以表为准。
import-to-preview = 预览
import-about = 先预览，确认后才保存。每一行要么照原样导入，要么说明原因；同一份文件再导入一次，不会重复。
import-no-file = 还没有选文件。
import-upload-broken = 文件没有传完。请检查文件大小（最多 25 MB）和网络，再试一次。
import-preview-title = 导入预览
import-done-title = 导入结果
import-download-refused = 下载未通过的行
import-other-files = 换文件
import-now = { $count ->
    [0] 导入
   *[other] 导入 { $count } 张订单
}
import-to-board = 去看板
import-nothing = 没有新的内容可以导入
import-nothing-onward = 请看下面的原因；改好表格或列对应后再试。
import-orders-kept = 已导入 { $count } 张订单
import-mend-and-again = 未通过的行改好后，把整份文件再导入一次即可，已导入的不会重复。
import-tally-orders = 订单
import-tally-customers = 新客户
import-tally-people = 新人员
import-tally-products = 新产品
import-tally-refused = 未通过的行
import-tally-skipped = 略过的行
import-lookalikes = 这些名称与已有客户相近
import-lookalikes-about = 确实是另一家的，请勾选，会新建客户；是同一家的，请在表中改成已有的名称。
import-columns = 列对应
import-columns-about = 每一项取自表中的哪一列。导入后会记住，下次同样的表不用再选。
import-column-none = 不导入
import-preview-again = 重新预览
import-refused-heading = 未通过的行 { $count }
import-notes-heading = 提示 { $count }
import-skipped-heading = 略过的行 { $count }
import-orders-heading = 将导入的订单（其中 { $count } 张已出货）
import-orders-kept-heading = 已导入的订单（其中 { $count } 张已出货）
import-column-note = 说明
import-whole-sheet = 全表
import-order-customer = 客户
import-order-number = 订单号
import-order-received = 下单
import-order-promised = 交期
import-order-shipped = 出货
import-order-lines = 行数
