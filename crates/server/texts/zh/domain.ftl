# 领域里的话：为什么不行、怎样才行。键由 crates/domain 给出。

## 拒绝：先说哪里不对，再说怎么办

refusal-needs-department = 这一步归{ $department }办：请交给{ $department }的同事，或请主管转派给您。
refusal-needs-departments = 这归{ $departments }办：请交给那里的同事，或请主管办。
refusal-needs-manager = 这件事要主管来做：请联系主管或管理员。
refusal-needs-sales = 录入、修改和取消订单由销售部来做：请联系业务员或主管。
refusal-needs-planners = 改计划由业务员、计划部或主管来做：请找他们。
refusal-needs-administrator = 这件事只有管理员能做：请联系管理员。
refusal-needs-all-orders = 这里看的是整个公司，您的账号只看自己的订单：可以请管理员给账号勾上“能看全部订单”。
refusal-needs-that-person = 个人的数字只给本人和主管看：请去掉人员条件再查，或请主管查看。
refusal-needs-owner = 这条异常已有负责人：请由负责人、报告人或主管来处理。
refusal-needs-program = 这件事由系统按规则自动完成，不用手工操作。
refusal-needs-writer = 您的账号只能查看。需要操作时，请管理员调整您的角色。
refusal-no-such-step = 流程里没有“{ $step }”这一步：请刷新页面，从步骤表里选。
refusal-no-such-exception = 找不到这条异常：请刷新页面再看。
refusal-no-such-promise = 找不到这条承诺：请刷新页面再看。
refusal-blocked = “{ $step }”现在还不能办：请看步骤表里写的原因。
refusal-already-started = “{ $step }”已经开始了：办完后点“完成”即可。
refusal-already-closed = “{ $step }”已经办结：要改的话，请先重开这一步。
refusal-not-closed = “{ $step }”还没有办结，不用重开。
refusal-not-needed = 这一单不需要“{ $step }”：如情况有变，请重开前面的步骤并改正答复。
refusal-later-steps-begun = 后面的步骤已经开始：{ $later }。请从最后一步起逐步重开，再重开“{ $step }”。
refusal-number-missing = 没有订单号：请填写，或在设置里定好编号规则。
refusal-reason-missing = 请写明原因，以后查得到。
refusal-text-missing = 内容是空的：请写一句再提交。
refusal-text-too-long = 内容太长：最多 { $limit } 个字，请精简或改为附件。
refusal-in-the-future = { $at } 还没有到：请填已经发生的时间。
refusal-before-start = 完成时间 { $at } 早于开始时间 { $started }：请改正其中一个。
refusal-before-received = { $at } 早于收到订单的时间 { $received }：请改正时间。
refusal-cancelled = 订单已取消，不能再办：需要继续的话请另下新单。
refusal-already-handed-so = 已经是这样分派的，不用再改。
refusal-exception-already-cleared = 这条异常已经解除。
refusal-exception-already-raised = 这条异常已经报过，不再重复。
refusal-due-in-the-past = 处理期限 { $due } 已经过去：请选今天或以后的日期。
refusal-promise-already-closed = 这条承诺已经有结果了。
refusal-promise-in-the-past = 承诺日期 { $due } 已经过去：请选今天或以后的日期。
refusal-plan-out-of-reach = “{ $step }”排的日期不对：要在接单之后、三年之内。
refusal-nothing-changed = 没有任何改动，不用保存。
refusal-order-finished = 订单已完成，不能再改或取消：需要的话请先重开最后一步。
refusal-split-of-nothing = “{ $step }”拆开后，前一段要大于零。
refusal-split-outside = “{ $step }”一共 { $whole }：拆开后前一段要大于零、小于总时长。
refusal-promised-too-far = 承诺交期 { $promised } 在三年以后：请核对年份，最晚到 { $furthest }。
refusal-promised-before-received = 承诺交期 { $promised } 早于收单日期 { $received }：请改正日期。
day-before-order = { $what } { $day } 早于收单日期 { $received }：请改正日期。
day-too-far = { $what } { $day } 太远了：请核对年份，最晚到 { $furthest }。
day-too-long-ago = { $what } { $day } 太早了：请核对年份，最早从 { $oldest } 起。
refusal-form = 请把表单填完整。

## 按规则查到的异常：步骤名写在旁边，这里不重复

exception-note = { $note }
finding-no-date = 收单（{ $received }）以来一直没有交期
finding-step-late-start = 原定 { $planned } 开始，至今没有开始
finding-step-overdue = 应在 { $due } 前办完，至今没有办完
finding-at-risk = 有延误风险：承诺 { $promised } 交货，慢的话要到 { $likely }
finding-will-be-late = 预计延误：承诺 { $promised } 交货，照现在的进度要到 { $expected }
finding-promise-broken = 承诺 { $promised } 交货，至今没有发出
finding-word-broken = 答应客户 { $due } 办到的事，至今没有结果
finding-blocked = 条件不满足，从 { $since } 起一直办不了
finding-idle = 从 { $since } 起没有任何进展
finding-quantity-short = 订货 { $ordered }，只完工 { $made }

## 通知

notice-step-handed = “{ $step }”交给您办
notice-step-ready = “{ $step }”可以开始了
notice-exception-yours = 异常请您处理
notice-exception-yours-on = “{ $step }”的异常请您处理
notice-exception-overdue = 异常过了处理期限 { $due }，还没有解除
notice-order-late = 订单过了交期，货还没有发出
notice-order-will-be-late = 订单预计要延误
notice-promise-due = 答应客户 { $due } 办到的事到期了
notice-cancelled = 订单已取消
notice-repromised = 交期由 { $was } 改为 { $is }
notice-promised = 交期定在 { $is }
notice-unpromised = 交期取消了，新的交期待定

## 每日摘要

digest-overdue = 应在 { $due } 前办完
digest-due = { $due } 到期
digest-held = { $why }
digest-settle-by = { $due } 前处理完
digest-promise = { $text }（{ $due }）
digest-late = 承诺 { $promised } 交货，已晚 { $days } 天
digest-queue = { $department }：{ $steps } 步待办

## 为什么动不了

block-after = 先办完：{ $steps }（{ $departments }）。
block-gate = { $sentence }
block-unknown = { $sentence } 目前还不知道：请在“{ $steps }”的表单里填写。
block-unknown-in-order = { $sentence } 目前还不知道：请在订单内容里补上。

## 订单行

line-none = 订单没有任何一行：请至少填一行货品。
line-too-many = 行数太多，到第 { $line } 行就放不下了：请拆成几张订单。
line-name-missing = 第 { $line } 行没有品名：请填写，或从产品目录里选。
line-name-too-long = 第 { $line } 行的品名太长：最多 { $limit } 个字，其余写到备注里。
line-spec-too-long = 第 { $line } 行的规格太长：最多 { $limit } 个字，其余写到备注里。
line-unit-too-long = 第 { $line } 行的单位太长：最多 { $limit } 个字。
line-quantity-not-positive = 第 { $line } 行的数量要大于零。
line-counted-in-fractions = 第 { $line } 行的单位按个数算，数量不能有小数：请改数量或单位。
line-price-negative = 第 { $line } 行的单价是负数：请改正；让利请填折扣。
line-discount-out-of-range = 第 { $line } 行的折扣要在 0 到 100 之间。
line-amount-too-large = 第 { $line } 行的金额太大，存不下：请检查数量和单价。

## 表单里的一项

field-missing = 请填写“{ $field }”。
field-wrong-kind = “{ $field }”填的内容类型不对：请按要求重填。
field-not-a-choice = “{ $field }”只能选：{ $choices }。
field-wrong-unit = “{ $field }”的单位要用“{ $unit }”。
field-wrong-currency = “{ $field }”要用订单的币种 { $currency }。
field-not-a-count = “{ $field }”按个数填：要是整数，不能是负数。
field-too-long = “{ $field }”太长：最多 { $limit } 个字。
field-unknown = 这一步的表单里没有“{ $field }”：请去掉这一项。
field-recorded-yes = “{ $field }”订单的记录里是“是”：请去掉这一项，不用填；有变化请记在验货、物料或样品里。
field-recorded-no = “{ $field }”订单的记录里是“否”：请去掉这一项，不用填；有变化请记在验货、物料或样品里。

## 编号规则

pattern-count-parts = 编号规则里要正好有一段流水号，如 {"{####}"}；现在有 { $found } 段。
pattern-unknown-part = 编号规则里的 {"{"}{ $part }{"}"} 不认识：可用 {"{yyyy} {yy} {mm} {dd} {####}"}。
pattern-unclosed = 编号规则里有一个 {"{"} 没有配上 {"}"}。
pattern-too-long = 编号规则太长：最多 { $limit } 个字符。
pattern-bad-character = 编号里不能有“{ $character }”：只能用文字、数字和 - _ / .

## 时限规则

due-shape = 时限“{ $written }”看不懂：写成“30d before delivery”（交货前30天）、“2 workdays after previous”（上一步后2个工作日）、“09:05 on order day”（接单当日09:05）或“on delivery day”（交货当日）。
due-clock = “{ $written }”不是时刻：写成 09:05 这样。
due-length = “{ $written }”不是时长：写成 30 min、24h、3d 或 2 workdays。
due-too-long = 时长太长：数字最多 { $most }。
due-anchor = 时限里的“{ $written }”不认识：可用 delivery（交货）、order（接单）、previous（上一步）或某一步的 key。

## 流程文件：前面会标出文件和行号

process-too-large = 文件太大：流程文件最多 { $most } KB。
process-syntax = 不是合法的 TOML：{ $message }。
process-unknown-key = 不认识的键 { $key }：这里可用 { $known }。写错了就改正，多余就删掉。
process-missing-key = 缺少 { $key }：请补上。
process-wrong-type = { $key } 的写法不对：这里要写{ $wanted }。
process-missing-language = { $key } 缺少语言 { $lang }：中文 zh 和英文 en 都要写。
process-bad-key = “{ $key }”不能作 key：用小写字母开头，只含小写字母、数字和连字符，最多 40 个字符。
process-reserved-key = “{ $key }”是时限规则的用词，不能作步骤的 key：请换一个。
process-duplicate-key = key “{ $key }”重复：请换一个。
process-bad-version = version 要写从 1 起的整数。
process-bad-per = per 要写从 1 起的整数，如 per = 500。
process-no-steps = 流程没有步骤：请至少写一段 [[steps]]。
process-too-many-steps = 步骤太多：最多 { $most } 步，请拆成几个流程。
process-unknown-step = 没有 key 为“{ $step }”的步骤：已有 { $known }。
process-ring = 这些步骤互相等待，谁也开始不了：{ $steps }。请去掉其中一个 after。
process-unreachable = “{ $step }”排在互相等待的步骤后面，永远轮不到：请先解开那一圈。
process-unknown-department = 没有部门“{ $department }”：可用 { $known }；或用 [[departments]] 在本文件里加上。
process-unknown-stage = 没有阶段“{ $stage }”：可用 { $known }。
process-unknown-kind = 没有“{ $kind }”这种填写项：可用 { $known }。
process-unknown-milestone = 没有里程碑“{ $milestone }”：可用 { $known }。
process-second-delivered = “{ $first }”已经是发货的里程碑：一个流程只能有一步标 delivered，请去掉一个。
process-no-options = 选择项没有选项：请写 options，或换一种填写项。
process-due-without-previous = 时限从上一步算起，但这一步前面没有步骤：请写 after，或改从 order、delivery 算起。
process-due-after-later = 时限从“{ $step }”之后算起，但那一步排在后面：请换一个起点。
process-due-ring = 这些步骤的时限互相推算，得不出日期：{ $steps }。请让其中一步从 order、delivery 或时刻算起。
process-gate-syntax = 条件不是合法的 CEL：{ $message }。
process-gate-not-known = 条件里不能用“{ $part }”：可用 && || ! == != < <= > >= + - *、in [ ]、? :、has()、date('')、money('')、contains、startsWith、endsWith。
process-gate-too-long = 条件太长：最多 { $most } 个字符，请拆成几个门槛。
process-gate-bad-literal = 条件里的“{ $written }”不是数字或日期：数字写成 50000.50，日期写成 date('2026-03-01')。
process-gate-unequal = 条件拿{ $left }与{ $right }相比：两边要是同一类。
process-gate-wrong-kind = 条件这里要{ $wanted }，写的却是{ $found }。
process-gate-unknown-fact = 条件里的事实“{ $fact }”没有人给出。
process-unknown-fact = 条件用到的事实“{ $fact }”，前面的步骤和订单都不给出：这里可用 { $known }。请在前面某一步的表单里加一项 fact = "{ $fact }"，或改正名称。
process-fact-too-late = 条件用到的事实“{ $fact }”要到这些步骤才填：{ $steps }。请把那一步排到前面，或换一个条件。
process-never-holds = 这个条件永远不成立，步骤会卡死：请改条件。
process-may-never-hold = 这个条件可能永远等不到：{ $facts } 不一定有人填。请把那一项设为 required，或让一定会办的步骤来填，或在条件里用 has() 判断。
process-bad-fact-name = “{ $fact }”不能作事实的名称：用点分开的小写单词，如 stock.short。
process-fact-of-order = “{ $fact }”由订单本身给出，表单不能给：请换一个名称，不以 order. 或 terms. 开头。
process-fact-kind = 事实“{ $fact }”应是{ $kind }，这一项给的却是{ $given }：请换填写项的 kind，或换事实名称。
process-bad-form-number = number 填从 1 起的整数。
process-duplicate-form = 有两张表单都编为 { $number } 号：请改掉其中一个。
process-unknown-field = 该步骤没有填写项“{ $field }”：可用 { $known }；不写 fields 就全部列出。
process-unknown-form-word = 表单的 { $key } 不能是“{ $word }”：可用 { $known }。
process-same-version = 流程“{ $process }”第 { $version } 版已经有了，内容不同：有订单在用旧内容，请把 version 加一再载入。

## 作息时间

hours-span = “{ $written }”不是时段：写成 09:00-12:00 这样，几段之间用逗号分开。
hours-backwards = 时段“{ $span }”的结束不晚于开始：请改正；跨夜的班写成两段，如 22:00-24:00 和次日的 00:00-06:00。
hours-overlap = 时段 { $first } 和 { $second } 重叠：请改正其中一个。
hours-too-many = 一天的时段太多：最多 { $most } 段。
hours-nothing-worked = 一周里没有一天上班：请至少给一天写上时段。

## 节假日文件：都说出行号

holidays-json = 第 { $line } 行：不是节假日的 JSON 文件：{ $message }。要有 year 和 days，每天写 name、date、isOffDay。
holidays-not-published = 第 { $line } 行：{ $year } 年的文件里一天也没有：放假安排还没有公布，公布后再导入。
holidays-year-outside = 第 { $line } 行：年份 { $year } 不在 1970 到 2099 之间：请改正。
holidays-bad-date = 第 { $line } 行：“{ $written }”不是日期：JSON 里写 2027-01-01，ICS 里写 20270101。
holidays-stray = 第 { $line } 行：{ $date } 不属于 { $year } 年：请改正日期，或放到那一年的文件里。
holidays-twice = 第 { $line } 行：{ $date } 重复出现，或者既放假又上班：请只留一个。
holidays-no-name = 第 { $line } 行：这一天没有名称：请补上（JSON 的 name，ICS 的 SUMMARY）。
holidays-not-calendar = 第 { $line } 行：不是 ICS 日历：开头要有 BEGIN:VCALENDAR。
holidays-not-a-line = 第 { $line } 行：“{ $written }”看不懂：ICS 的每一行是“名称:内容”，续行以空格开头。
holidays-unclosed = 第 { $line } 行：{ $component } 的 BEGIN 和 END 没有配对：文件可能没有下载完整，请重新下载。
holidays-no-start = 第 { $line } 行：这个日程没有 DTSTART：请补上日期，或删去它。
holidays-repeats = 第 { $line } 行：这个日程是重复的（RRULE）：请把每一天单独列出。
holidays-ends-before-start = 第 { $line } 行：结束早于开始：请改正 DTEND。
holidays-too-long = 第 { $line } 行：这个日程超过 { $most } 天，不像是假期：请改正，或删去它。
holidays-no-days = 第 { $line } 行：里面没有放假或调休上班的日子：请确认选对了文件。

## 工作日历

calendar-none = 一个工作日历也没有：请至少留一个。
calendar-too-many = 工作日历太多：最多 { $most } 个。
calendar-bad-key = “{ $key }”不能作代号：用小写字母开头，只含小写字母、数字和连字符，最多 40 个字符，如 factory、vn。
calendar-same-key = 代号“{ $key }”重复：请换一个。
calendar-no-name = 没有名称：中文名和英文名都要填。
calendar-same-name = 已经有一个叫“{ $name }”的工作日历：请换一个名称。
calendar-unknown = 没有代号为“{ $key }”的工作日历：请从列表里选。
calendar-unknown-table = 没有“{ $key }”的节假日表：请先导入，或选别的。
calendar-in-use = “{ $name }”还在用：请先让公司或部门改用别的日历，再删除它。
calendar-own-name = 自定的日子没有名称：请写明，如“停产检修”。
calendar-own-backwards = “{ $name }”的结束日期早于开始日期：请改正。
calendar-own-too-long = “{ $name }”太长：一段最多 { $most } 天，更长请分成几段。
calendar-too-many-own = 自定的日子太多：一个日历最多 { $most } 段，请删去过去的。

# 审批、更改单、报价
process-second-reviewed = 第二个标为“已评审”的步骤；第一个是“{ $first }”，只留一个
process-unknown-signer = 没有“{ $signer }”这样的审批人。可写：salesperson、general-manager、marketing-director、head-of-部门，或部门 { $known }
process-bad-signers = signers 填 1 到 { $most } 的整数
approval-nothing-to-sign = 现在没有待审批的内容
approval-not-yours = “{ $link }”由{ $by }审批
approval-own-work = 自己提交的不能自己批：“{ $link }”请由另一位审批人签
approval-signed-already = 您（或您代签的人）已在这条审批中签过字，“{ $link }”须由另一人签
refusal-in-approval = “{ $step }”已提交审批，正等“{ $link }”（{ $by }）签字
refusal-frozen = 订单已通过“{ $review }”，内容不能直接改：请提交更改单，重新评审
refusal-not-frozen = 订单尚未评审，直接修改即可，不需要更改单
refusal-change-open = 更改单 { $number } 还没有结果：先审批或撤回它
refusal-no-such-quote = 没有第 { $round } 轮报价
refusal-no-such-slip = 没有第 { $number } 张水单，或已经撤回：请看“信用放行”页。
refusal-quote-answered = 第 { $round } 轮报价已有答复，请再报一轮
refusal-quote-expired = 第 { $round } 轮报价的有效期到 { $until } 已过：请重新报价，再由客户确认
refusal-valid-until-in-the-past = 有效期 { $until } 已经过去，请填今天或以后的日期
refusal-loss-negative = 更改造成的损失不能是负数；没有损失就留空
refusal-needs-submitter = 由提交人或主管撤回
notice-to-sign = “{ $step }”等您审批：{ $link }
notice-change-to-sign = 一张更改单等您审批：{ $link }
notice-sent-back = “{ $step }”被退回修改
notice-change-refused = 您的更改单没有通过
notice-approved = “{ $step }”已全部审批通过
notice-change-accepted = 您的更改单已通过
refusal-no-such-letter = 这张订单没有这份信用证
refusal-letter-twice = 信用证 { $number } 已经登记过；银行的修改请登记为改证
refusal-day-in-the-future = { $day } 还没到：请填今天或以前的日期
refusal-no-cost-sheet = 还没有核价单：先做核价，再记实际成本
refusal-too-many-entries = 一张订单最多记 { $most } 笔成本
refusal-not-released = 这张订单现在没有放行
refusal-already-released = 这张订单已经放行；要改依据，先撤销放行
refusal-amount-not-positive = 金额要大于零
refusal-other-currency = 金额请用订单币种 { $currency }
refusal-needs-documents = 这由单证部或主管办理
refusal-needs-finance = 这由财务部或主管办理
refusal-needs-costing = 核价由业务、采购、财务或主管办理
refusal-needs-salesperson = 只有这张订单的业务员本人能担保
refusal-needs-marketing-director = 延期付款协议由营销总监签署
