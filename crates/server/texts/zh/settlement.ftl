# 订单结案：还有什么没了结、成本决算。键由 crates/domain/src/settlement 给出。

settlement-open-steps = 还有步骤没做完：{ $steps }。
settlement-open-not-delivered = 第 { $line } 行 { $goods } 还差 { $quantity } 没有发：请发货，或与客户约定少交。
settlement-open-not-signed = 第 { $line } 行 { $goods } 发了的 { $quantity } 客户没有签收：请补签收凭证。
settlement-open-lot = 生产批次 { $number } 还没有关闭：请完工或关闭。
settlement-open-purchase = 采购单 { $number } 还没有了结：请收齐或关闭，并付清。
settlement-open-slip = 订货单 { $number } 还在“{ $stage }”：请跟到核销。
settlement-open-installation = 安装单 { $number } 还在“{ $stage }”：请跟到验收，遗留问题要处理完。
settlement-open-paper = 缺{ $paper }：由{ $department }补上。
settlement-open-not-invoiced = 已发货的 { $amount } 还没有开票：请财务开票。
settlement-open-unpaid = 发票 { $invoice } 还有 { $amount } 没收到，到期日 { $due }。
settlement-open-unpaid-without-day = 发票 { $invoice } 还有 { $amount } 没收到，到期日未定。
settlement-open-not-used = 客户多付的 { $amount } 还没有用掉：请冲抵别的发票，或退给客户。
settlement-open-complaint = 投诉 { $number } 还没有结案。
settlement-open-return = 退换货 { $number } 还没有结清。
settlement-open-claim = 向 { $against } 的索赔还有 { $amount } 没了结。
settlement-open-exceptions = 还有 { $count } 个异常没有解除。
settlement-open-promise = 对客户的承诺没有了结：{ $text }（{ $due }）。
settlement-open-no-actual-cost = 有核价单，没有录实际成本：录了才能决算。

settlement-still-open = 订单还不能结案，有 { $count } 件事没了结：请看清单逐项处理。
settlement-closed = 订单在 { $at } 已经结案：要改先重开。
settlement-not-closed = 订单没有结案：不用重开。
settlement-may-not-close = 结案和重开由财务或经理做：请交给他们。
settlement-other-currency = 金额是 { $given }，决算要用 { $base }：请先折算。
