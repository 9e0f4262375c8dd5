customers-module-name = Customers
customers-module-description = Who bought in each store, and since when.

customers-customers = Customers
customers-list-customers = Customers
customers-view-all = All
customers-view-new = New
customers-column-name = Name
customers-column-email = E-mail
customers-column-country = Country
customers-column-first-seen-at = First seen
customers-column-is-guest = Guest

metric-customers-total = Customers
    .definition = Customers that a store has seen by the end of the period, each once per store; guests count where the source names them.
metric-customers-new = New customers
    .definition = Customers, accounts or guests, that a store saw for the first time in the period.

permission-customers-view = See customers

customers-error-email-invalid = This is not an e-mail address.
