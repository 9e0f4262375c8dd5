payments-module-name = Payments
payments-module-description = Asks for money, takes it and gives it back, through whoever moves it.

payments-payments = Payments
payments-list-payments = Payments
payments-view-captured = Received
payments-view-declined = Declined
payments-view-decided = Decided
payments-view-all = All

payments-column-happened-at = Date
payments-column-order-number = Order
payments-column-method = Method
payments-column-outcome = Status
payments-column-outcome-waiting = Waiting
payments-column-outcome-authorised = Authorised
payments-column-outcome-captured = Received
payments-column-outcome-declined = Declined
payments-column-outcome-voided = Given up
payments-column-amount = Amount
payments-column-decline-code = Reason

payments-list-refunds = Refunds
payments-view-failed = Failed
payments-column-refund = Status
payments-column-refund-made = Given back
payments-column-refund-wanted = On its way
payments-column-refund-failed = Failed
payments-column-ref = For

payments-todo-failed-refunds =
    { $count ->
        [one] { $count } refund failed
       *[other] { $count } refunds failed
    }

payments-method-manual = Bank transfer
payments-method-test = Test card
payments-method-stripe = Card
payments-instructions-manual = Please transfer the amount within seven days. Your order is sent when it has arrived.
payments-instructions-reference = Reference: { $number }

payments-error-unknown-payment = There is no such payment.
payments-error-unknown-method = This way to pay is not offered for this amount: { $method }.
payments-error-method-not-found = No way to pay of this code is set up.
payments-error-unknown-provider = There is no payment provider called { $provider }.
payments-error-unknown-setting = The provider knows no setting called { $setting }.
payments-error-key-used = The key belongs to the payment of another order or amount.
payments-error-not-capturable = Nothing of this payment is authorised and waits to be taken.
payments-error-not-voidable = This payment is over and cannot be given up.
payments-error-not-markable = Only a payment by hand that is waited for can be marked as paid.
payments-error-more-than-authorised = More is to be taken than was authorised.
payments-error-more-than-captured = Only { $left } { $currency } of this payment can still be given back.
payments-error-refunded-at-order = This money pays for order { $number }: refund it at the order, which writes the credit note. Only { $left } { $currency } can go back without it.
payments-error-limits-crossed = The least amount lies above the most.
payments-error-last-method = The only way to pay cannot be removed; disable it instead.
payments-error-unknown-refund = There is no such refund.
payments-error-not-retryable = Only a refund that failed can be tried again, once, and while enough is left to give back.
payments-error-webhook-refused = This message was not accepted.

metric-payments-captured = Payments received
    .definition = Money that was captured in the period; what was given back is not taken off.
metric-payments-failed-rate = Declined payments
    .definition = Share of the attempts to pay that were declined, among those decided in the period; nothing without attempts.

permission-payments-view = See payments
permission-payments-manage = Take, give back and set up payments
