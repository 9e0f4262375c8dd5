taxes-module-name = Taxes
taxes-module-description = VAT of the Union and taxes by country and region.
permission-taxes-view = See tax settings and rates
permission-taxes-manage = Change tax settings and rates

taxes-note-reverse-charge = Tax-free intra-Community supply (article 138 of Directive 2006/112/EC). The recipient accounts for the VAT (reverse charge).
taxes-note-export = Tax-free export.
taxes-note-small-business = No VAT is charged: special scheme for small enterprises.
