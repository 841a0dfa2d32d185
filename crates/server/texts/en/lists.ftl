# Customers and the catalogue.

list-in-use = In use
list-nothing-found = Nothing matches

customers-find = Name, code, contact, phone, country
customers-none = No customers yet
customers-none-onward = Import them from a sheet, or add the first one, and orders can be entered.
customer-new = New customer
customer-edit = Edit customer
customer-name = Customer
customer-code = Code
customer-code-hint = Your own short name for the customer; must be unique
customer-contact = Contact
customer-phone = Phone
customer-email = E-mail
customer-address = Address
customer-country = Country
customer-region = Region
customer-region-hint = Such as South or North
customer-place = Country / region
customer-terms = Terms of payment
customer-terms-hint = Copied to new orders
customer-owner = Salesperson
customer-owner-hint = Sees every order of this customer
customer-added = Customer “{ $name }” is added.
customer-changed = “{ $name }” is saved.
customer-archived = “{ $name }” is archived; its orders go on.
customer-restored = “{ $name }” is in use again.
customer-archive-heading = Archive this customer?
customer-archive-about = No new orders can be entered for an archived customer; those that run are followed to their end. You can restore it at any time.
customer-orders = Latest orders
customer-orders-all = { $count ->
    [one] { $count } order on the board
   *[other] All { $count } orders on the board
}
customer-orders-none = No orders yet
customer-order-number = Order
customer-order-goods = Goods
customer-order-received = Received
customer-order-promised = Promised
customer-order-state = State
customer-order-completion = Done
customer-order-total = Total

products-find = Number, name, specification
products-none = The catalogue is empty
products-none-onward = With a catalogue, an order's line takes its name, specification, unit and price from one choice.
product-new = New product
product-edit = Edit product
product-code = Number
product-name = Product
product-name-zh = Chinese name
product-name-en = English name
product-name-hint = At least one of the two
product-spec = Specification
product-unit = Unit
product-unit-hint = Such as pcs, cartons, m
product-price = List price
product-price-hint = Leave it empty to settle it in each order
product-price-unreadable = This price cannot be read. Write a number only, such as 12.50.
product-added = Product { $code } is added.
product-changed = Product { $code } is saved.
product-archived = Product { $code } is archived.
product-restored = Product { $code } is in use again.

customer-rating-nothing = Nothing was ordered, due or quoted in this period.
customer-rating-orders = Orders received
customer-rating-cancelled = cancelled
customer-rating-changed = changed after review
customer-rating-payments = Paid on time
customer-rating-late = late by (median)
customer-rating-prices = Beaten down from the first quotation
customer-rating-answers = Time to answer a quotation (median)
customer-rating-answered = answered
customer-rating-samples = Sample rounds (average)
customer-rating-approved = samples approved
