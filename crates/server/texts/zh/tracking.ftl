# 物料追踪表（S12）导入时说的话。

tracking-need = 更新需求、备注或自定义列
tracking-buy = 向{ $supplier }采购 { $quantity }
tracking-change = 采购单 { $number } 数量改为 { $quantity }
tracking-confirm = 供应商确认 { $day } 到货
tracking-arrive = { $day } 到货 { $quantity }

tracking-order-unknown = 没有编号为“{ $number }”的订单：项目一栏请填系统里的订单号。
tracking-material-unknown = 物料目录里没有“{ $name }”：请填物料编号，或先添加这种物料。
tracking-material-several = 叫“{ $name }”的物料不止一种：请填物料编号。
tracking-supplier-unknown = 供应商名单里没有“{ $name }”：请先添加，或改成名单里的名称。
tracking-supplier-missing = 不知道向谁采购：请填供应商。
tracking-supplier-differs = 已下的采购不能换供应商：请把原来的结案，再向另一家另下一行。
tracking-purchased-less = 采购数量比已下单的少：已经到货或分几次下单的，请到采购单上改数量或结案。
tracking-date-fixed = 采购日期与已下单的不同：下单日期不能再改。
tracking-nothing-to-come = 还没有采购，不能填到货日期：请先填采购数量。
tracking-arrived-already = 已经到齐，到货日期不能在表里改：记错的请到采购单上冲销。
tracking-row-repeated = 同一订单的同一种物料在第 { $row } 行已经有了：请合成一行。
tracking-overtaken = 表导出之后这一行已经有人改过，或者这张表已经导入过：请重新导出再改。
tracking-quantity-missing = 填了供应商或采购日期，但没有采购数量：请把采购数量也填上。
tracking-several-to-come = 还有几笔采购没有到，表里看不出日期说的是哪一笔：请到采购单上填。
