orders-module-name = Orders
orders-module-description = What was sold, what came back, and what still waits to be paid or shipped.

orders-orders = Orders
orders-list-orders = Orders
orders-list-reversals = Refunds and returns
orders-list-sales = Sales
orders-view-all = All
orders-view-placed = Placed
orders-view-unfulfilled = To ship
orders-view-pending = Awaiting payment
orders-view-cancelled = Cancelled

orders-column-number = Number
orders-column-customer = Customer
orders-column-placed-at = Placed
orders-column-cancelled-at = Cancelled
orders-column-occurred-at = Date
orders-column-units = Items
orders-column-gross = Gross
orders-column-discounts = Discounts
orders-column-total = Total
orders-column-country = Country
orders-column-order-number = Order
orders-column-goods = Goods
orders-column-shipping = Shipping
orders-column-tax = Tax
orders-column-net = Net
orders-column-reason = Reason

orders-column-payment = Payment
orders-column-payment-paid = Paid
orders-column-payment-pending = Awaiting payment
orders-column-payment-failed = Failed
orders-column-payment-void = None due
orders-column-fulfilment = Shipment
orders-column-fulfilment-fulfilled = Shipped
orders-column-fulfilment-unfulfilled = Not shipped
orders-column-fulfilment-void = None due
orders-column-state = Status
orders-column-state-pending = Awaiting payment
orders-column-state-paid = To ship
orders-column-state-fulfilled = Shipped
orders-column-state-cancelled = Cancelled
orders-column-state-failed = Failed
orders-column-kind = Kind
orders-column-kind-order = Order
orders-column-kind-refund = Refund
orders-column-kind-return = Return
orders-column-kind-cancellation = Cancellation

orders-todo-unfulfilled =
    { $count ->
        [one] { $count } order to ship
       *[other] { $count } orders to ship
    }
orders-todo-pending =
    { $count ->
        [one] { $count } order awaiting payment
       *[other] { $count } orders awaiting payment
    }
orders-panel-latest = Latest orders

metric-orders-net-sales = Net sales
    .definition = Gross sales less discounts and returns.
metric-orders-total = Orders
    .definition = Orders placed in the period. Failed and expired payments do not count; an order that is cancelled later still does and stands beside it under cancelled orders.
metric-orders-avg-order-value = Average order value
    .definition = Gross sales less discounts, divided by the orders placed, without later adjustments; nothing without orders.
metric-orders-total-revenue = Total revenue
    .definition = Net sales plus shipping and tax: what customers paid and did not get back.
metric-orders-gross-sales = Gross sales
    .definition = Unit price times quantity at the time of sale, before discounts, tax, shipping and returns.
metric-orders-discounts = Discounts
    .definition = Discounts on lines plus the order’s discount spread over its lines.
metric-orders-returns = Returns
    .definition = Value of goods refunded, returned or cancelled, counted on the day it happened; goods only, without shipping and tax.
metric-orders-shipping = Shipping
    .definition = Shipping charged less shipping refunded, without tax.
metric-orders-tax = Tax
    .definition = Tax charged on goods and shipping less tax refunded.
metric-orders-units-sold = Units sold
    .definition = Units in the orders placed in the period, before returns.
metric-orders-pending = Awaiting payment
    .definition = Orders that at the end of the period were placed and neither paid nor cancelled nor failed.
metric-orders-unfulfilled = To ship
    .definition = Orders that at the end of the period were paid and neither fully shipped nor cancelled.
metric-orders-cancelled = Cancelled orders
    .definition = Orders cancelled in the period, whenever they were placed.

permission-orders-view = See orders, refunds and returns
permission-orders-view-sales = See sales figures

orders-error-unknown-order = This order does not exist.
orders-error-empty = An order needs at least one line.
orders-error-no-free-number = No free order number was found. Please try again.
orders-error-kept-elsewhere = This order was imported and is changed where it comes from.
orders-error-act-not-allowed = This cannot be done with the order as it stands.
orders-error-unknown-line = The order has no line { $line }.
orders-error-line-named-twice = Line { $line } is named twice.
orders-error-too-many-units = Line { $line }: at most { $left } units are possible.
orders-error-nothing-to-do = Nothing would change.
orders-error-refund-too-large = More cannot be given back than was paid.
orders-error-not-given-back = Only { $known } { $currency } are known to have gone back without the order. Without “was_given_back” the money is sent.
orders-error-payment-too-large = More cannot be recorded than is due.
orders-error-goods-are-gone = The goods of this order were sold meanwhile, so it can no longer be paid.
orders-error-country-is-fixed = The country of an order cannot be changed: tax and shipping depend on it.
orders-error-unknown-fulfilment = The order has no such shipment.
orders-error-unknown-return = The order has no such return.
orders-error-unknown-invoice = The order has no such invoice.
orders-error-return-is-decided = This return cannot be changed any more in this way.
orders-error-withdrawal-is-over = The time for withdrawing from this order ended on { $until }.
orders-error-withdrawal-is-for-consumers = Orders placed under a VAT number cannot be withdrawn from.

permission-orders-manage = Ship, change and cancel orders, receive returns
permission-orders-refund = Give money back

orders-document-invoice = Invoice
orders-document-credit_note = Credit note
orders-document-issued-on = Date
orders-document-supplied-on = Date of supply
orders-document-order = Order
orders-document-corrects = Corrects invoice
orders-document-vat-id = VAT number
orders-document-buyer = Billed to
orders-document-ship-to = Delivered to
orders-document-article = Article
orders-document-quantity = Quantity
orders-document-net = Net
orders-document-rate = VAT rate
orders-document-tax = VAT
orders-document-total = Total
orders-document-shipping = Shipping
orders-document-of-rate = of which at { $rate }% { $country }
orders-document-sum = Total

orders-mail-greeting = Hello { $name },
orders-mail-closing =
    Kind regards
    { $store }
orders-mail-placed-subject = Your order { $number } at { $store }
orders-mail-placed = thank you for your order { $number }. This is what you ordered:
orders-mail-line = { $quantity } × { $title }: { $amount }
orders-mail-shipping = Shipping: { $amount }
orders-mail-total = Total: { $amount }
orders-mail-paid-subject = Payment received for order { $number }
orders-mail-paid = your order { $number } is paid: { $amount }.
orders-mail-settled = We have received your payment of { $amount }.
orders-mail-invoice = Your invoice: { $url }
orders-mail-shipped-subject = Order { $number } is on its way
orders-mail-shipped = goods of your order { $number } have left our house.
orders-mail-tracking = Tracking number: { $number } { $url }
orders-mail-refunded-subject = Refund for order { $number }
orders-mail-refunded = we are giving back { $amount } for your order { $number }. Depending on your bank it takes a few days to arrive.
orders-mail-cancelled-subject = Order { $number } is cancelled
orders-mail-cancelled = your order { $number } is cancelled. If you have paid, the money is on its way back.
orders-mail-withdrawal-subject = Your withdrawal from order { $number }
orders-mail-withdrawal = we received your withdrawal from order { $number } on { $when }. Please send back within 14 days what you have already received; the money goes back in the way you paid.
orders-mail-return-subject = Your return of order { $number }
orders-mail-return = we received your request to send goods of order { $number } back, and will answer it soon.
orders-mail-return-approved-subject = Return of order { $number } approved
orders-mail-return-approved = you may send the goods of order { $number } back. As soon as they are here, we give the money back.
orders-mail-return-rejected-subject = Return of order { $number } not accepted
orders-mail-return-rejected = we cannot take back the goods of order { $number }. Please write to us if you have questions.
