customers-module-name = Clienten
customers-module-description = Wien a wéi engem Buttek kaaft huet, a zënter wéini.

customers-customers = Clienten
customers-list-customers = Clienten
customers-view-all = All
customers-view-new = Nei
customers-column-name = Numm
customers-column-email = E-Mail
customers-column-country = Land
customers-column-first-seen-at = Fir d’éischt gesinn
customers-column-is-guest = Gaascht

metric-customers-total = Clienten
    .definition = All Clienten, déi e Buttek bis zum Enn vun der Period kennt, pro Buttek eemol gezielt; Gäscht zielen, wann d’Quell se nennt.
metric-customers-new = Nei Clienten
    .definition = Clienten, mat Kont oder als Gaascht, déi e Buttek an der Period fir d’éischt gesinn huet.

permission-customers-view = Clienten ukucken

customers-error-email-invalid = Dat ass keng E-Mail-Adress.
