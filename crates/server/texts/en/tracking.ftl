# What is said when the tracking sheet of materials (S12) is imported.

tracking-need = Requirement, remark or own columns updated
tracking-buy = { $quantity } bought from { $supplier }
tracking-change = Quantity of purchase { $number } changed to { $quantity }
tracking-confirm = Supplier confirms arrival on { $day }
tracking-arrive = { $quantity } arrived on { $day }

tracking-order-unknown = There is no order “{ $number }”: put its number here in the project column.
tracking-material-unknown = “{ $name }” is not in the catalogue of materials: put its code, or add the material first.
tracking-material-several = Several materials are called “{ $name }”: put the code.
tracking-supplier-unknown = “{ $name }” is not in the list of suppliers: add it first, or use the name in the list.
tracking-supplier-missing = Nobody knows whom to buy from: put a supplier.
tracking-supplier-differs = What is ordered cannot go to another supplier: close it, and order from the other.
tracking-purchased-less = Less than has been ordered: where goods have come, or there are several purchases, change or close them there.
tracking-date-fixed = The day of purchase differs from the one that is kept, and that does not change any more.
tracking-nothing-to-come = Nothing is bought yet, so no day of arrival can be kept: put the quantity purchased first.
tracking-arrived-already = All of it has arrived, and the sheet does not change that day: take a wrong arrival back at its purchase.
tracking-row-repeated = The same material of the same order stands in row { $row } already: make them one row.
tracking-overtaken = Somebody has changed this row since the sheet was exported, or this sheet was imported before: export it again and edit that.
tracking-quantity-missing = A supplier or a day of purchase stands here, but nothing is bought: put the quantity purchased too.
tracking-several-to-come = Several purchases are still to come, and the sheet does not say which of them the day is about: put it at the purchase.
