# JSON 接口说“不”时的话。

api-title-malformed = 请求读不懂
api-title-unauthorized = 需要令牌
api-title-forbidden = 没有权限
api-title-not-found = 找不到
api-title-method = 不支持这种方法
api-title-conflict = 别人已经改过
api-title-too-large = 内容太大
api-title-media-type = 内容类型不对
api-title-invalid = 内容有误
api-title-too-many = 请求太频繁
api-title-busy = 正忙
api-title-failed = 服务器出错

api-malformed = 请求的格式不对，请对照 /api/openapi.json 改正。
api-unauthorized = 请带上 Authorization: Bearer 令牌。令牌在“我的账号”里生成；停用的令牌不能再用。
api-forbidden = 令牌所属的人没有这个权限，请联系管理员。
api-not-found = 这个地址下没有内容，或者令牌所属的人无权查看。
api-method = 这个地址不支持这种方法，可用的方法见 Allow 头。
api-too-large = 请求内容太大：附件最多 25 MiB，其他请求更小。
api-media-type = 请用 application/json 发送；附件用 multipart/form-data。
api-invalid = 内容有误，请对照 errors 逐项改正。
api-too-many = 请求太频繁，请稍后再试。

api-body-missing = 没有请求内容，请发送 JSON。
api-not-json = 第 { $line } 行第 { $column } 个字符起不是正确的 JSON。
api-unknown-field = 没有“{ $field }”这一项，可用的有：{ $known }。
api-missing-field = 缺少“{ $field }”。
api-duplicate-field = “{ $field }”写了两次，只能写一次。
api-wrong-value = 这里的值不对：{ $reason }。
api-too-long = 太长：最多 { $limit } 个字符。
api-empty = 不能为空。
api-too-short = 太短：至少 { $limit } 个字符。
api-unknown-value = { $name }=“{ $value }”不存在：请用接口列表里给出的键或 id。
api-not-a-figure = 这里要用文字写的十进制数，例如 "12.50"，不带千分位。
api-not-a-day = 这里要写日期，例如 2026-12-20，而且这一天要存在。
api-not-a-moment = 这里要写带时区的时间，例如 2026-11-24T09:05:00+08:00。
api-not-a-currency = 这里要写 ISO 4217 币种代码，例如 CNY。
api-not-a-local-time = 这不是本地时间：写成如 2026-03-30T09:00。
api-not-a-length = 这不是时长：写成如 30 min、4h、3d、2 workdays。
api-not-a-key = 代码只能用小写字母、数字和连字符，以字母开头，最多 40 个字符。
api-not-a-span = 时段写成 09:00-13:00，结束要晚于开始，最晚 24:00。
api-out-of-range = 要在 1 到 { $limit } 之间。
api-not-base64 = 这里要写 base64 编码的内容。
api-bad-media-type = 这里要写媒体类型，例如 application/pdf。
api-quantity-not-exact = 数量最多四位小数，而且不能太大。
api-date-missing = 写了 from 或 to，就要用 date 说明是哪个日期：received、promised 或 delivered。
api-bad-cursor = 这不是列表里的位置：请用上一页给出的 next，并保持同样的排序。
api-bad-version = If-Match 要写看到的版本，例如 "12"，或写 *。
api-bad-idempotency-key = Idempotency-Key 只能用可见的英文字符，不含空格，最多 { $limit } 个。
api-no-such-file = 订单里没有这个附件：请先上传，再填它的 id。
