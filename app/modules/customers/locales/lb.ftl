customers-module-name = Clienten
customers-module-description = Wien a wéi engem Buttek kaaft huet, a zënter wéini.

customers-customers = Clienten
customers-list-customers = Clienten
customers-view-all = All
customers-view-new = Nei
customers-view-to-be-erased = Ze läschen
customers-column-name = Numm
customers-column-email = E-Mail
customers-column-country = Land
customers-column-first-seen-at = Fir d’éischt gesinn
customers-column-is-guest = Gaascht

metric-customers-total = Clienten
    .definition = All Clienten, déi e Buttek bis zum Enn vun der Period kennt, pro Buttek eemol gezielt; Gäscht zielen, wann d’Quell se nennt.
metric-customers-new = Nei Clienten
    .definition = Clienten, mat Kont oder als Gaascht, déi e Buttek an der Period fir d’éischt gesinn huet.
metric-customers-erasure-requests-open = Oppe Läschdemanden
    .definition = Demanden, d’Donnéeë vun engem Client ze läschen, déi um Enn vun der Period gestallt an net erfëllt waren.

permission-customers-view = Clienten ukucken
permission-customers-manage = Clienten a Gruppen änneren
permission-customers-personal-data = Perséinlech Donnéeën erausginn a läschen

# Refusals.
customers-error-email-invalid = Dat ass keng E-Mail-Adress.
customers-error-link-invalid = Dëse Link gouf scho benotzt oder ass ofgelaf. Frot en neien un.
customers-error-no-mail-here = Dëse Buttek ka grad keng E-Maile schécken, an d’Konte brauchen se. Probéiert et w. e. g. méi spéit nach eng Kéier.
customers-error-password-wrong = D’Passwuert ass falsch.
customers-error-unknown-customer = Dëse Client gëtt et net.
customers-error-customer-is-erased = D’Donnéeë vun dësem Client goufe geläscht.
customers-error-vat-id-invalid = Dat ass keng TVA-Nummer vun engem Land vun der EU.
customers-error-address-invalid = Dës Adress kann net stëmmen: { $fields }.
customers-error-unknown-address = Dës Adress gëtt et net.
customers-error-too-many-addresses = En Adressbuch huet Plaz fir { $most } Adressen.
customers-error-unknown-group = Dëse Grupp gëtt et net.
customers-error-group-code-taken = Et gëtt schonn e Grupp mat dësem Code.

# Letters.
customers-letter-confirm =
    Wëllkomm bei { $store }!

    Confirméiert w. e. g. Är Adress bannent 24 Stonnen, fir Äre Kont opzemaachen:
    { $link }

    Dir gitt no dem Passwuert gefrot, dat Dir gewielt hutt. Wann Dir kee Kont gefrot hutt, ignoréiert dëse Message: Et gëtt keen opgemaach.
    .subject = Confirméiert Är Adress fir { $store }
customers-letter-known =
    Een, wahrscheinlech Dir selwer, huet dës Adress bei { $store } fir e Kont uginn. Fir dës Adress gëtt et schonn e Kont.

    Mellt Iech un, oder frot do en neit Passwuert un, wann Dir Äert vergiess hutt:
    { $link }

    Wann Dir et net waart, ass näischt ze maachen.
    .subject = Dir hutt e Kont bei { $store }
customers-letter-reset =
    Bannent enger Stonn kënnt Dir en neit Passwuert fir Äre Kont bei { $store } wielen:
    { $link }

    Wann Dir dat net gefrot hutt, ignoréiert dëse Message: Äert Passwuert bleift, wéi et ass.
    .subject = En neit Passwuert fir { $store }
customers-letter-password-changed =
    D’Passwuert vun Ärem Kont bei { $store } gouf grad geännert, an all aner Apparater goufen ofgemellt.

    Wann Dir et net waart, frot direkt en neit Passwuert un:
    { $link }
    .subject = Äert Passwuert bei { $store } gouf geännert
customers-letter-new-email =
    Confirméiert w. e. g. bannent 24 Stonnen, datt Äre Kont bei { $store } dës Adress soll kréien:
    { $link }

    Wann Dir dat net gefrot hutt, ignoréiert dëse Message: Et ännert sech näischt.
    .subject = Confirméiert Är nei Adress fir { $store }
customers-letter-email-changed =
    Äre Kont bei { $store } huet elo eng aner Adress. Dës hei gehéiert net méi dozou.

    Wann Dir et net waart, mellt Iech beim Buttek:
    { $link }
    .subject = Är Adress bei { $store } gouf geännert
