taxes-module-name = Taxes
taxes-module-description = VAT of the Union and taxes by country and region.
permission-taxes-view = See tax settings and rates
permission-taxes-manage = Change tax settings and rates

taxes-note-reverse-charge = Tax-free intra-Community supply (article 138 of Directive 2006/112/EC). The recipient accounts for the VAT (reverse charge).
taxes-note-export = Tax-free export.
taxes-note-small-business = No VAT is charged: special scheme for small enterprises.

taxes-error-class-not-found = There is no such tax class.
taxes-error-rate-not-found = There is no such tax rate.
taxes-error-no-tax-of-its-own = { $country } has no tax of its own; it belongs to the tax territory of { $other }.
taxes-error-vat-id-invalid = This is not a valid VAT number of { $country }.
taxes-error-registered-at-home = { $country } is the home country; list other countries only.
taxes-error-class-unknown = There is no tax class “{ $tax_class }”.
taxes-error-class-taken = There is a tax class “{ $tax_class }” already.
taxes-error-class-in-use = Own rates are set for the tax class “{ $tax_class }”; remove them first.
taxes-error-rate-taken = There is a rate for this class and place that begins on the same day.
taxes-error-too-many = A store can keep { $most } of these at most.
