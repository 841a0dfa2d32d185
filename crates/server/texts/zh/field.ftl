# 外勤：订货单一单到底、签名凭证、安装、客户联系、售后。键由 crates/domain/src/field 给出。

## 填写

typed-missing = 没有填{ $what }：请补上。
typed-too-long = { $what }太长：最多 { $limit } 个字。
typed-too-many = { $what }太多：最多 { $most } 项，请分开记。
typed-not-positive = { $what }的数量 { $quantity } 不对：要大于零。
typed-in-fractions = { $what }的数量 { $quantity } 不是整数：按件计数的请填整数。
typed-too-large = { $what }的数量太大：一笔最多 { $most }，请核对。
typed-money-not-positive = { $what }要大于零：请核对。
typed-money-too-large = { $what }太大：最多 { $most }，请核对。
typed-other-currency = 币种是 { $given }，这里要用 { $wanted }：请换算后再填。
typed-in-the-future = 时间 { $at } 还没到：请核对，手机时钟不准的先校准。
typed-too-early = 时间 { $at } 早于 { $before }，前一步那时才发生：请核对时间。

## 签名与照片

evidence-file-missing = 没有{ $what }：请补上，没有它签名不算凭证。
evidence-too-many-files = 签名图和照片太多：一份凭证最多 { $most } 个。
evidence-hash-unreadable = 手机传来的文件校验码看不懂：请刷新页面后重新签名或拍照。
evidence-nobody-signed = “{ $act }”与签署方式对不上：照片不能代替签名，签名也不能当照片存，请重新选择。
evidence-nothing-shown = 签名时没有显示任何内容：请从单据页面重新发起签名。
evidence-shown-too-long = 要签的内容太长：最多 { $limit } 个字，请拆成几张单。
evidence-no-such-place = 手机给出的经纬度不存在：请重新定位，或不带位置签名。

## 客户联系

contact-settled = 这次联系在 { $at } 已答复完毕：客户又来问的请另记一次。
contact-next-not-ahead = 约定的下次联系时间 { $next } 不在答复之后：请选以后的时间。
contact-next-too-far = 下次联系约得太远：最多 { $most } 天内，请提前。
contact-same-person = 本来就由这个人答复：要转交请选别人。

## 订货单

slip-no-goods = 订货单上没有货品：至少填一项，赠品不能单独开单。
slip-price-negative = { $item }的单价小于零：请核对。
slip-amount-too-large = { $item }的金额太大：请核对单价和数量。
slip-no-such-item = 订货单上没有第 { $item } 项：请刷新页面再选。
slip-nothing-itemised = 没有写明品项和数量：请逐项填写送达或签收的数量。
slip-no-such-copy = 这本单据没有{ $copy }：请选别的联。
slip-copy-is-there = { $copy }已经在{ $holder }那里：不用再转。
slip-order-not-signed = 客户还没有签“已订货”：请先让客户在订货单上签名。
slip-signed-already = { $name } 已经签过：签错的先作废再重签。
slip-rest-closed = 这张单余下的货已定为不再送（{ $reason }）：要送请另开一张。
slip-nothing-outstanding = 没有要送的货了：不用再关闭余量。
slip-more-than-ordered = { $item }送了 { $given }，还没送的只有 { $most }：请核对数量，多送的另开一张单。
slip-no-such-handover = 没有这次送货：请先记送达明细，再让客户签收。
slip-signed-apart = { $item }是{ $kind }，货品和赠品/陈列奖品要分开签：请换到另一栏签名。
slip-more-than-handed-over = { $item }签收了 { $given }，这次只送了 { $most }：请核对数量。
slip-no-such-signature = 这张单没有这个签名：请刷新页面再看。
slip-voided-already = 这个签名已经作废（{ $reason }）：不用再作废。
slip-delivered-since = 已经按这个签名送过货，不能作废：送错的请记退货。
slip-written-off-since = { $item }已核销 { $quantity }，作废后签收数就不够了：请先与财务核对。
slip-again-in-the-past = 再催的时间 { $at } 已经过了：请选以后的时间。
slip-may-not-write-off = 核销由财务做：请交给财务。
slip-own-slip = 自己接的单不能自己核销：请换一位财务来做。
slip-more-than-supported = { $item }要核销 { $given }，有签收凭证的只有 { $most }：请按核销建议的数量填。

slip-short-order-not-signed = 客户没有签“已订货”，或签名已作废
slip-short-not-delivered = 还没有送到
slip-short-not-coming = 不再送货：{ $reason }
slip-short-not-signed = 送到了，客户没有签收
slip-short-gifts-not-signed = 赠品或陈列奖品没有单独签收
slip-short-paper-not-back = 签在纸单上，第 2 联还没有交回公司
slip-short-evidence-changed = 签名凭证校验不符，可能被改动过

slip-chase-order-not-signed = 客户还没有签“已订货”
slip-chase-not-with-carrier = 第 2 联还没有送到配送商
slip-chase-not-delivered = 还没有送到：{ $rest }
slip-chase-goods-not-signed = 货已送到，客户没有签收
slip-chase-gifts-not-signed = 赠品或陈列奖品已送到，客户没有签收
slip-chase-paper-not-back = 已签的第 2 联还没有交回公司，现在在{ $holder }那里
slip-chase-copy-lost = { $copy }遗失了

## 安装

installation-no-room = { $on } { $half }排不下：还剩 { $left } 分钟，要 { $needed } 分钟。请换时段或换安装队。
installation-day-off = { $on } 这个安装队不上班：请选别的日子。
installation-too-long = 要 { $minutes } 分钟，可排的日子里排不完：请选更早的时段或换安装队。
installation-nothing-to-do = 排单的分钟数是零：请填要用的时间。
installation-cancelled = 这张安装单已取消（{ $reason }）：要装请另开一张。
installation-day-to-come = { $on } 还没到，今天是 { $today }：只能记今天或以前的日子。
installation-day-passed = { $on } 已经过去，今天是 { $today }：请选今天或以后的日子。
installation-nothing-measured = 没有填量尺数据：至少填一个部位。
installation-measured-twice = “{ $what }”填了两次：每个部位只填一次。
installation-length-outside = { $what }的毫米数不对：要在 1 到 { $most } 之间。
installation-not-measured = 还没有量尺：先量尺，才知道要多少工时。
installation-site-not-confirmed = 还没有与客户确认安装条件：请先确认再排单。
installation-no-standard-time = 标准工时表里没有柜长 { $length } 毫米这一档：请在设置里补上。
installation-shorter-than-standard = 只排了 { $minutes } 分钟，标准工时是 { $standard } 分钟：请按标准或更长排。
installation-too-many-minutes = 排的时间太长：最多 { $most } 分钟，请分成几张安装单。
installation-short-notice = { $on } 太近，安装队要提前 2 天知道：最早 { $earliest }；一定要提前的，请写明原因。
installation-not-booked = 还没有排单：请先排单。
installation-crew-knows = 安装队在 { $at } 已经通知过：改期后才要再通知。
installation-started = { $at } 已经开始安装：不能再改。
installation-not-started = 还没有开始安装：请先记开始时间。
installation-finished = { $at } 已经装完：不用再记。
installation-not-finished = 还没有装完：装完才能验收。
installation-no-such = 没有第 { $number } 个{ $what }：请刷新页面再选。
installation-outside-passed = “{ $what }”已经质检合格：不用再改。
installation-outside-faultless = “{ $what }”按期合格，没有可扣的损失：请核对项目。
installation-outside-open = 外协还没有合格：{ $items }。请先质检，再请客户验收。
installation-defect-fixed = 这个问题在 { $at } 已经处理好：又出现的请另记一个。
installation-promise-not-ahead = 承诺的时间 { $by } 已经过了：请选以后的时间。
installation-defects-open = 还有问题既没有处理也没有约定时间：{ $defects }。请现场处理，或与客户约定解决时间。
installation-accepted = { $name } 已经签字验收：不用再签。
installation-audit-held = 这次稽核已有结果：再去的请另安排一次。
installation-finding-answered = 这个稽核问题已经整改回复：不用再填。

## 满意度

survey-no-questions = 一个问题都没有：至少留一个。
survey-bad-question = 问题“{ $key }”不对：代号用小写字母、数字和短横线且不重复，中英文都要写。
survey-answered = { $at } 已经收到评价，谢谢：不用再填。
survey-expired = 评价链接到 { $until } 为止，已经过期：请与我们的业务员联系。
survey-not-scored = 还有问题没有打分：{ $questions }。
survey-score-outside = “{ $question }”的分数不对：请打 1 到 { $best } 分。
survey-not-asked = 没有问过“{ $key }”：请刷新页面再填。

## 投诉

complaint-no-such-line = 订单没有第 { $line } 行：请重新选择。
complaint-due-in-the-past = 答复期限 { $due } 已经过了：请选今天或以后。
complaint-closed = 这个投诉在 { $at } 已结案：有新情况请先重开。
complaint-not-closed = 这个投诉还没有结案：不用重开。
complaint-not-handled = 还没有定原因、责任人和期限：定了才能结案。
complaint-nothing-done = 还没有记处理办法：写明做了什么，再结案。
complaint-charged-beyond = 要扣 { $given }，还没有分摊的费用只有 { $left }：请先记费用，或减少扣款。

## 退换货

return-no-lines = 没有填退货明细：至少填一行。
return-no-such-line = 订单没有第 { $line } 行：请重新选择。
return-more-than-delivered = 第 { $line } 行要退 { $given }，客户手里只有 { $most }：请核对数量。
return-more-than-agreed = 第 { $line } 行填了 { $given }，约定的只剩 { $most }：请核对，多退的另开一张。
return-no-replacement-agreed = 约定的不是换货：要换货请另开一张退换货单。
return-own-order = 换货要走另一张订单：不能选原订单。
return-day-outside = 日期 { $on } 不对：要在约定日 { $agreed } 到今天 { $today } 之间。
return-closed = 这张退货单在 { $at } 已结清：还有货退回请另开一张。
return-replacement-open = 第 { $line } 行还有 { $quantity } 没有换给客户：补发后再结清。
