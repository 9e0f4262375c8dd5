taxes-module-name = Taxes
taxes-module-description = TVA de l’Union et taxes par pays et par région.
permission-taxes-view = Voir les réglages et les taux de taxe
permission-taxes-manage = Modifier les réglages et les taux de taxe

taxes-note-reverse-charge = Livraison intracommunautaire exonérée (article 138 de la directive 2006/112/CE). TVA due par le preneur (autoliquidation).
taxes-note-export = Livraison à l’exportation exonérée de taxe.
taxes-note-small-business = TVA non applicable : régime particulier des petites entreprises.
