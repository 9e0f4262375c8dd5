customers-module-name = Customers
customers-module-description = Who bought in each store, and since when.

customers-customers = Customers
customers-list-customers = Customers
customers-view-all = All
customers-view-new = New
customers-view-to-be-erased = To be erased
customers-column-name = Name
customers-column-email = E-mail
customers-column-country = Country
customers-column-first-seen-at = First seen
customers-column-is-guest = Guest

metric-customers-total = Customers
    .definition = Customers that a store has seen by the end of the period, each once per store; guests count where the source names them.
metric-customers-new = New customers
    .definition = Customers, accounts or guests, that a store saw for the first time in the period.
metric-customers-erasure-requests-open = Open requests to erase
    .definition = Requests to erase a customer's data that at the end of the period had been made and not met.

permission-customers-view = See customers
permission-customers-manage = Change customers and groups
permission-customers-personal-data = Hand out and erase personal data

# Refusals.
customers-error-email-invalid = This is not an e-mail address.
customers-error-link-invalid = This link has been used or has run out. Ask for a new one.
customers-error-no-mail-here = This store cannot send mail at present, and accounts need it. Please try again later.
customers-error-password-wrong = The password is wrong.
customers-error-unknown-customer = There is no such customer.
customers-error-customer-is-erased = The data of this customer was erased.
customers-error-vat-id-invalid = This is not a VAT number of a country of the EU.
customers-error-address-invalid = This address cannot be right: { $fields }.
customers-error-unknown-address = There is no such address.
customers-error-too-many-addresses = An address book holds { $most } addresses.
customers-error-unknown-group = There is no such group.
customers-error-group-code-taken = There is a group of this code already.

# Letters.
customers-letter-confirm =
    Welcome to { $store }!

    Please confirm your address within 24 hours to open your account:
    { $link }

    You will be asked for the password that you chose. If you did not ask for an account, ignore this letter: none is opened.
    .subject = Confirm your address for { $store }
customers-letter-known =
    Somebody, probably you, gave this address to { $store } for an account. There is an account of this address already.

    Sign in, or ask for a new password there if you have forgotten yours:
    { $link }

    If it was not you, there is nothing to do.
    .subject = You have an account at { $store }
customers-letter-reset =
    You can choose a new password for your account at { $store } within one hour:
    { $link }

    If you did not ask for it, ignore this letter: your password stays as it is.
    .subject = A new password for { $store }
customers-letter-password-changed =
    The password of your account at { $store } was changed just now, and every other device was signed out.

    If it was not you, ask for a new password at once:
    { $link }
    .subject = Your password at { $store } was changed
customers-letter-new-email =
    Please confirm within 24 hours that this address is to be the one of your account at { $store }:
    { $link }

    If you did not ask for it, ignore this letter: nothing changes.
    .subject = Confirm your new address for { $store }
customers-letter-email-changed =
    Your account at { $store } has another address now. This one no longer belongs to it.

    If it was not you, get in touch with the store:
    { $link }
    .subject = Your address at { $store } was changed
