taxes-module-name = Taxes
taxes-module-description = TVA de l’Union et taxes par pays et par région.
permission-taxes-view = Voir les réglages et les taux de taxe
permission-taxes-manage = Modifier les réglages et les taux de taxe

taxes-note-reverse-charge = Livraison intracommunautaire exonérée (article 138 de la directive 2006/112/CE). TVA due par le preneur (autoliquidation).
taxes-note-export = Livraison à l’exportation exonérée de taxe.
taxes-note-small-business = TVA non applicable : régime particulier des petites entreprises.

taxes-error-class-not-found = Cette classe de taxe n’existe pas.
taxes-error-rate-not-found = Ce taux de taxe n’existe pas.
taxes-error-no-tax-of-its-own = { $country } n’a pas de taxe propre ; il appartient au territoire fiscal de { $other }.
taxes-error-vat-id-invalid = Ce n’est pas un numéro de TVA valable de { $country }.
taxes-error-registered-at-home = { $country } est le pays d’origine ; n’indiquez que d’autres pays.
taxes-error-class-unknown = Il n’y a pas de classe de taxe « { $tax_class } ».
taxes-error-class-taken = Il y a déjà une classe de taxe « { $tax_class } ».
taxes-error-class-in-use = Des taux propres sont fixés pour la classe de taxe « { $tax_class } » ; retirez-les d’abord.
taxes-error-rate-taken = Il y a déjà un taux pour cette classe et ce lieu qui commence le même jour.
taxes-error-too-many = Une boutique peut en avoir { $most } au plus.
