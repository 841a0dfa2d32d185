# 报价：各轮报价、与上一轮的差别、客户的答复、形式发票。

quote-title = 第 { $round } 轮报价 { $number }
quote-round = 第 { $count } 轮报价
quote-first = 做第一轮报价
quote-new = 新一轮报价
quote-files = 合同与附件
quote-none = 还没有报过价
quote-none-about = 客户还在谈价格和条款时，在这里一轮一轮地报；客户接受的那一轮就成为订单。
quote-closed = 现在不能再报价
quote-made = 报出
quote-valid-until = 有效期至
quote-valid-until-hint = 过了这一天就不能再按这一轮接受；不填就一直有效
quote-valid-open = 没有期限
quote-note = 报价说明
quote-note-hint = 包装、柜型、银行资料等，会印在形式发票上
quote-save = 保存报价
quote-open = 等客户答复
quote-accepted = 客户已接受
quote-declined = 客户没有接受
quote-expired = 已过有效期
quote-expired-about = 这一轮已过有效期，只能记“没有接受”。客户还要的话，请再报一轮。
quote-changes = 与上一轮相比
quote-no-changes = 价格和条款都没有变，只改了有效期或说明。
quote-answer = 客户的答复
quote-record-answer = 记客户的答复
quote-answer-missing = 请选客户接受还是没有接受。
quote-words = 客户怎么说
quote-words-hint = 没有接受时请写明原因，如目标价、交期
quote-words-missing = 请写明客户为什么没有接受，下一轮好改。
quote-proforma = 形式发票

## 形式发票上的字，中英文并排

proforma-print = 用浏览器的“打印”（Ctrl+P）打印，或存为 PDF。
proforma-title = 形式发票
proforma-number = 编号
proforma-date = 日期
proforma-valid-until = 有效期至
proforma-reference = 客户单号
proforma-seller = 卖方
proforma-buyer = 买方
proforma-item = 序号
proforma-goods = 品名规格
proforma-quantity = 数量
proforma-unit = 单位
proforma-price = 单价
proforma-discount = 折扣
proforma-amount = 金额
proforma-total = 合计
proforma-payment = 付款条件
proforma-bank = 收款账户
proforma-trade = 贸易条款
proforma-delivery = 交货日期
proforma-ship-to = 收货地址
proforma-packing = 包装与备注
proforma-signed = 卖方签章
proforma-confirmed = 买方确认
