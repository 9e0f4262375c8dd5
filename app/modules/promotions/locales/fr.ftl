promotions-module-name = Promotions
promotions-module-description = Codes et règles automatiques qui accordent une réduction, avec leurs limites.

permission-promotions-view = Voir les promotions
permission-promotions-manage = Modifier les promotions

promotions-error-unknown-promotion = Promotion introuvable.
promotions-error-unknown-code = Code introuvable.
promotions-error-was-used = Cette promotion a été utilisée et ne peut pas être supprimée. Mettez-y plutôt fin.
promotions-error-limit-under-use = Cette promotion a déjà été utilisée { $used } fois ; la limite ne peut pas être plus basse.
promotions-error-too-many-automatic = Pas plus de { $most } promotions automatiques peuvent être en cours ou à venir à la fois.
promotions-error-automatic-has-no-codes = Une promotion automatique n’a pas de codes.
promotions-error-code-taken = Le code { $given } est déjà pris.
promotions-error-code-unreadable = Le code contient des caractères impossibles à saisir, ou est trop long.
promotions-key-twice = Deux lignes ont la même clé.
promotions-ids-of-target = Une cible a besoin d’ids, sauf « all », qui n’en a pas.
promotions-details-missing = « { $kind } » a besoin de { $names }.
promotions-details-foreign = « { $kind } » n’a pas de { $names }.
promotions-amount-without-currency = Un montant minimal a besoin de sa monnaie.
promotions-takes-nothing-off = « { $names } » de 0 ne déduit rien.
promotions-error-target-unknown = Cette boutique n’a rien sous ces numéros dans { $field } : { $ids }.
