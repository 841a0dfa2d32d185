# 物料：物料与供应商资料、物料清单、库存、采购。键由 crates/domain/src/material 给出。

## 各处共用

material-field-missing = 没有填{ $what }：请补上。
material-field-too-long = { $what }太长：最多 { $limit } 个字。
material-quantity-not-positive = 数量 { $quantity } 不对：不能小于零，收、发、采购要大于零；记错的请冲销。
material-quantity-too-large = 数量太大：一笔最多 { $most }，请核对。
material-quantity-in-fractions = { $quantity } 不是整数：按件计数的物料请填整数。
material-price-negative = 单价不能小于零；客户供料请填 0。
material-price-too-large = 单价太大：最多 { $most }，请核对是不是填成了总价。
material-price-too-many-digits = 单价小数位太多：最多 { $most } 位。
material-entry-unknown = 找不到这笔记录：请刷新页面再看。
material-entry-already-reversed = 这笔记录已经冲销，不用再冲。
material-entry-is-reversal = 冲销本身不能再冲销：需要的话请重新记一笔。
material-entry-reversed-before = 这笔记录从 { $day } 起算：冲销日期不能更早。

## 物料与供应商资料

material-lead-days-too-many = 采购周期太长：最多 { $most } 天。
material-supplier-no-kind = 没有选供应商类别：至少选一类，例如物料供应或外协加工。
material-requirement-too-large = 用量大得算不出来：请核对订单数量和物料清单里的单耗。

## 追踪表的自定义列

material-column-too-many = 自定义列太多：最多 { $most } 列。
material-column-bad-key = 列代号“{ $key }”不对：用小写英文字母、数字和连字符，以字母开头。
material-column-same-key = 列代号“{ $key }”已经有了：请换一个。
material-column-same-name = 列“{ $key }”的名称“{ $name }”与表里别的列相同：请换一个名称。
material-column-no-name = 列“{ $key }”没有名称：请填写。
material-column-name-too-long = 列“{ $key }”的名称太长：最多 { $limit } 个字。
material-column-unknown = 没有“{ $key }”这一列：请先在设置里加上，或删去这个值。
material-column-value-too-long = “{ $column }”填得太长：最多 { $limit } 个字。

## 物料清单

bom-no-version = 物料清单没有版本号：从 1 起编。
bom-no-lines = 物料清单是空的：至少列一种物料。
bom-too-many-lines = 物料清单太长：最多 { $most } 行。
bom-line-twice = 第 { $line } 行的物料在第 { $first } 行已经列过：请合成一行。
bom-line-quantity-not-positive = 第 { $line } 行的单耗要大于零；不用的物料请删去这一行。
bom-line-quantity-too-large = 第 { $line } 行的单耗太大：最多 { $most }，请核对单位。
bom-line-quantity-digits = 第 { $line } 行的单耗小数位太多：最多 { $most } 位；几件合用一个的，请填“每几件用 1 个”。
bom-line-per = 第 { $line } 行的“每几件”不对：填 1 到 { $most } 的整数。
bom-line-wastage = 第 { $line } 行的损耗率不对：从 0 起，要小于 100 %。
bom-line-wastage-digits = 第 { $line } 行的损耗率小数位太多：最多 { $most } 位。
bom-line-note-too-long = 第 { $line } 行的备注太长：最多 { $limit } 个字。

## 库存

stock-short = 库存不够：{ $day } 可用 { $available }，需要 { $quantity }。请减少数量，或先登记到货、盘点。
stock-short-set-aside = 库存不够：{ $day } 库存 { $held }，其中已预留给 { $orders }，可用 { $available }，这一笔在预留之外要用 { $quantity }。请减少数量，或先解除别的预留。
stock-counted-too-low = 盘点数 { $counted } 太少：到 { $day } 为止的领用要求至少有 { $least }。请核对盘点数，或先冲销记错的领用。
stock-counted-below-set-aside = 盘点数 { $counted } 太少：{ $day } 已预留给 { $orders }，至少要有 { $least }。请核对盘点数，确实少了的话请先解除预留。
stock-more-than-allocated = 订单 { $order } 只预留了 { $allocated }，不够 { $quantity }：请减少数量；已领用的先退料或冲销。
stock-more-than-issued = 订单 { $order } 只领了 { $issued }，不够 { $quantity }：请核对数量；已退料的先冲销退料。
stock-more-than-arrived = 采购单 { $number } 只入库了 { $arrived }，不够 { $quantity }：请核对数量或采购单。
stock-other-material = 采购单 { $number } 买的不是这种物料：请选对应的那一行。
stock-before-ordered = 采购单 { $number } 在 { $ordered } 才下单：日期不能更早。

## 采购

purchase-wanted-before-ordered = 要求到货日早于下单日 { $ordered }：请改其中一个。
purchase-tolerance = 溢短装允差不对：填 0 到 100 之间的百分数。
purchase-before-ordered = 这张采购单在 { $ordered } 才下单：日期不能更早。
purchase-expected-before-ordered = 确认的交期早于下单日 { $ordered }：请核对交期。
purchase-closed = 这行采购已在 { $day } 结案：还要收货的话，请先冲销结案。
purchase-more-rejected = 到货 { $quantity }，拒收却有 { $rejected }：拒收不能多于到货。
purchase-over-delivered = 到货超量：订购 { $ordered }，最多收 { $most }，连这批共 { $total }。多出的请拒收；确实要收，请注明同意超收。
purchase-other-currency = 币种不对：这张采购单用 { $wanted } 计价。
purchase-more-than-accepted = 只收下了 { $accepted }，不够 { $quantity }：请核对数量；已退给供应商的先冲销退货。
purchase-no-reason = 没有写结案原因：请写明为什么不再来货，以后查得到。
purchase-reason-too-long = 结案原因太长：最多 { $limit } 个字。
purchase-nothing-outstanding = 货已到齐，不用结案。
purchase-closed-before = { $last } 还有往来：结案日期不能更早。
