promotions-module-name = Promotions
promotions-module-description = Codes et règles automatiques qui accordent une réduction, avec leurs limites.

permission-promotions-view = Voir les promotions
permission-promotions-manage = Modifier les promotions
