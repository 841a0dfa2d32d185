# 交付：装箱资料、单证、出运与签收、出口跟踪。键由 crates/domain/src/delivery 给出。

## 各处共用

delivery-text-missing = 没有填“{ $what }”：请补上。
delivery-text-too-long = “{ $what }”太长：最多 { $limit } 个字，请精简。
delivery-too-many = { $what }太多：最多 { $most }，请分开登记。
delivery-file-not-sealed = 文件“{ $file }”没有传完整：请重新上传。

## 装箱资料：为什么不收

packing-no-rows = 装箱资料是空的：至少填一行。
packing-too-many-packages = 箱数或箱号太大：一份装箱单最多到 { $most } 号，请核对。
packing-no-packages = 箱号 { $numbers } 这一行不对：起始箱号和箱数都从 1 起，请核对。
packing-empty = 箱号 { $numbers } 没有写装了什么：请填货品和每箱数量。
packing-numbers-twice = 箱号 { $numbers } 和 { $others } 重叠：一个箱号只能用一次，请改箱号或箱数。
packing-weight-outside = 箱号 { $numbers } 的{ $what }不对：填每箱的重量，大于零、不超过 { $most } 公斤；还不知道的请留空。
packing-net-above-gross = 箱号 { $numbers } 的净重 { $net } 比毛重 { $gross } 还重：请核对是不是填反了。
packing-size-outside = 箱号 { $numbers } 的尺寸不对：每边大于零、不超过 { $most } 厘米；还没量的请三边都留空。
packing-quantity-outside = 箱号 { $numbers } 的每箱数量 { $quantity } 不对：要大于零，不超过 { $most }。
packing-in-fractions = 箱号 { $numbers } 的每箱数量 { $quantity } 不是整数：按个数计的请填整数，尾箱请另起一行。
packing-below-shipped = { $goods }已经发出 { $shipped }，装箱资料却只剩 { $packed }：请核对装箱数；发错的先更正出运记录。

## 装箱资料：和订单、出运对不上的

packing-wrong-goods = 箱号 { $numbers } 里的“{ $goods }”不在{ $of }里：请核对是不是装错了货，或选错了订单行。
packing-other-unit = 箱号 { $numbers }，{ $goods }按“{ $given }”填，订单用“{ $wanted }”：请换算成订单的单位。
packing-over = { $goods }多装了：已装 { $packed }，{ $of }最多 { $most }。请减装，或先改订单数量。
packing-short = { $goods }少装了：已装 { $packed }，{ $of }至少要 { $least }。请补装，或分批出运。
packing-not-packed = { $goods }还没有装箱：{ $of }要 { $wanted }。
packing-numbers-missing = 缺箱号 { $first } 到 { $last }：请补上这几箱，或重排箱号。
packing-no-weight = 箱号 { $numbers } 缺净重或毛重：装箱单和报关都要，请向工厂要。
packing-no-size = 箱号 { $numbers } 缺尺寸，算不出体积：请向工厂要长、宽、高。
packing-no-marks = 还没有唛头：请填客户指定的唛头，没有的写 N/M。

## 单证：为什么不行

paper-not-there = 找不到这份单据：请刷新页面再试。
paper-other-subject = { $kind }不是这样开的：请从对应的订单、出运、采购单或客户页面开。
paper-already-issued = 已经有{ $paper }：要改请出新版，要重开请先作废。
paper-void = { $paper }已经作废（{ $reason }）：请另开一份。
paper-no-content = 单据内容没有生成出来：请重新打开预览，再开具。
paper-takes-no-seal = 这种单据不盖公司章：请去掉“盖章”。
paper-may-not-seal = 您没有盖章的权限：请不盖章开具，或请有权限的同事来开。
paper-may-not-void = 您没有作废单据的权限：请找经理。
paper-findings-unexplained = { $paper }还有 { $count } 处对不上：请改好再发；确实可以发的，写明为什么。
paper-same-pattern = { $kind }和{ $other }的编号规则一样，号码会混：请换一个前缀。

## 单证：单单、单证对不上的

paper-found-missing = { $paper }缺：{ $items }。请到来源处补上，再出新版。
paper-found-differs = { $item }不一致：{ $one }写“{ $said }”，{ $other }写“{ $othersaid }”。请改成一样。
paper-found-quantity = 第 { $line } 行数量不一致：{ $one }是 { $said }，{ $other }是 { $othersaid }。
paper-found-line-missing = 第 { $line } 行货品在{ $on }上有，在{ $missing }上没有。
paper-found-dated = 日期前后不对：{ $earlier }是 { $day }，不应晚于{ $later }（{ $laterday }）。
paper-found-no-invoice = 还没有商业发票：没有发票不能交单，请先开具。
paper-credit-currency = 信用证用 { $credit }，发票用 { $invoice }：币种要一致，请改发票或请客人改证。
paper-credit-over = 连同以前支取的共 { $drawn }，超过信用证连增减幅度的 { $most }：请减少发票金额，或请客人改证增额。
paper-credit-under = 共支取 { $drawn }，而信用证不许分批，至少要 { $least }：请核对数量和单价，或请客人改证。
paper-credit-name = { $paper }上的{ $party }写“{ $said }”，信用证写“{ $credit }”：名称要和信用证一字不差。
paper-credit-port = { $paper }上的{ $port }写“{ $said }”，信用证写“{ $credit }”：请照信用证写，实际不同的请客人改证。
paper-credit-number = { $paper }上的信用证号写“{ $said }”，应是“{ $credit }”。
paper-credit-goods = 信用证的货物描述里没有：{ $goods }。发票品名要照信用证写。
paper-credit-shipped-late = 信用证最迟 { $latest } 装运，这票货 { $leaves } 才走：请赶船，或请客人改证展期。
paper-credit-presented-late = 最迟要在 { $by } 交单，现在已是 { $on }：请先和客人商量接受不符点。
paper-credit-no-parts = 信用证不许分批装运，这票货却是其中一批：请合成一票，或请客人改证。
paper-credit-no-transhipment = 信用证不许转运，这票货要中转：请改订直达船，或请客人改证。

## 出运与签收：为什么不行

shipment-not-there = 找不到这票货：请刷新页面再试。
shipment-already-planned = 这是第 { $number } 票，已经建好：要改请用“修改”。
shipment-cancelled = 这票货已经取消（{ $reason }）：请另建一票。
shipment-nothing-to-ship = 没有填要发的货：至少填一行的数量。
shipment-no-such-line = 订单没有第 { $line } 行：请从订单的货品行里选。
shipment-line-twice = 第 { $line } 行填了两次：请合成一行。
shipment-line-lost = 第 { $line } 行在第 { $number } 票货里：请先改那票货，再从订单删去这一行。
shipment-line-not-shipped = 这票货里没有第 { $line } 行：请核对。
shipment-not-positive = { $goods }的数量是 { $quantity }：请填大于零的数。
shipment-in-fractions = { $goods }的数量 { $quantity } 不是整数：按个数计的请填整数。
shipment-no-container = 没有填集装箱：至少填一个箱型，箱号可以以后补。
shipment-no-parcel = 包裹件数至少是 1。
shipment-more-than-ordered = { $goods }要发 { $given }，可只剩 { $left } 没安排（最多 { $most }）：请减少数量，或先改别的票、改订单。
shipment-more-than-packed = { $goods }要发 { $given }，可装好还没发的只有 { $left }：请先补装箱资料，或减少数量。
shipment-has-left = 这票货 { $on } 已经发出：发出的不能再改，其余的请另建一票。
shipment-has-not-left = 这票货还没有登记发出：请先登记发出日期。
shipment-no-conveyance = 船名航次（航班、车牌）和提单号（运单号）至少填一个。
shipment-nothing-changed = 日期和原来一样：没有要改的。
shipment-arrives-before-leaving = 到达日 { $arrives } 早于发出日 { $leaves }：请核对日期。
shipment-day-to-come = { $on } 还没有到（今天 { $today }）：还没发生的请填预计日期。
shipment-report-to-come = 物流事件的时间 { $at } 还没有到：请核对时间和时区。
shipment-more-harmed = { $goods }报损 { $given }，可这票只发了 { $shipped }：请核对数量。
shipment-already-signed = { $name } 已于 { $at } 签收：签错了的，请经理先作废那次签收。
shipment-sign-off-annulled = 这次签收已经作废，不能改了再用：请客户重新签一次。
shipment-not-signed = 这票货没有有效的签收：没有可作废的。
shipment-may-not-annul = 您没有作废签收的权限：请找经理。

## 出运与签收：要注意的

shipment-found-not-left = 原定 { $etd } 发出，已晚 { $days } 天还没走：请问货代，改了船期的请登记新日期和原因。
shipment-found-late = 比最初说的 { $first } 晚到 { $days } 天，预计（实际）{ $expected }：请告诉客户。
shipment-found-carrier-says-left = 承运人说“{ $milestone }”（{ $on }），这里还没有登记发出：请核实后登记。
shipment-found-container-number = 集装箱号 { $number } 的校验码不对，像是打错了：请对照提单。
shipment-found-harmed = { $goods }{ $kind } { $quantity }：请登记索赔，并告诉客户怎么补。
shipment-found-received-less = { $goods }发了 { $shipped }，客户签收 { $received }，少了：请查明是漏装、丢失还是点错。
shipment-found-received-more = { $goods }发了 { $shipped }，客户签收 { $received }，多了：请核对装箱和签收。
shipment-found-tampered = { $name } 的签收记录和签的时候不一样了：请立即查历史记录。

## 出口跟踪

export-not-there = 找不到这条记录：请刷新页面再试。
export-already-there = 这条记录已经建好：请直接更新它。
export-day-to-come = { $on } 还没有到（今天 { $today }）：请在发生以后再登记。
export-day-before = 日期 { $on } 早于前一步的 { $before }：请核对先后。
export-amount-not-positive = 金额是 { $amount }：请填大于零的数。
export-not-now = 这条记录现在是“{ $standing }”，不能这样登记：请按先后一步一步来。
export-nothing-changed = 和原来一样：没有要改的。
export-not-kept = “{ $item }”没有归档，无从移出。
export-no-such-item = 归档清单里没有“{ $key }”：请先在设置里加上。
export-may-not-confirm = 赔（扣）款要经理确认：您没有这个权限。
export-own-claim = 这笔赔（扣）款是您登记的：请另一位经理来确认。
export-more-than-claimed = 确认 { $confirmed } 多于索赔的 { $claimed }：请核对；确实要多付的，先更正索赔金额。
export-other-currency = 币种要和索赔一致，用 { $wanted }。
export-already-reversed = 这张账单已经冲销，不用再冲。
export-no-shipment = 没有选账单是哪一票货的：至少选一票。
export-shipment-twice = 同一票货选了两次：请去掉一个。
export-volume-unknown = 不能按体积分摊：{ $shipments }还没有体积。请先补装箱资料里的尺寸。
