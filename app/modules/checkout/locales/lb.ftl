checkout-module-name = Keess
checkout-module-description = Vum Kuerf bis zur Bestellung: Adress, Liwwerung, Steier, Bezuelung an een Opruff, deen keeft.

checkout-unknown = Dëse Kuerf gëtt et an dësem Store net.
checkout-already-ordered = Dëse Kuerf gouf scho bestallt.
checkout-not-complete = Virun der Bestellung feelt nach eppes: { $missing }.
checkout-cart-changed = Präisser oder Stock hu sech zënter dem leschte Bléck geännert. Et gouf näischt bestallt; kuckt de Kuerf w.e.g. nach eng Kéier.
checkout-total-changed = D’Zomm huet sech geännert. Et gouf näischt bestallt; kontrolléiert se w.e.g.
checkout-too-large = Dat ass méi, wéi op eemol ka bestallt ginn. Bestellt w.e.g. manner.
checkout-sold-out = Een anere war méi séier: et ass net méi alles do. Et gouf näischt bestallt.
checkout-codes-used-up = E Code gëllt an der Zwëschenzäit net méi. Et gouf näischt bestallt.
checkout-not-offered = Dës Wiel gëtt fir dës Bestellung net ugebueden.
checkout-nothing-to-pay = Fir dës Bestellung ass näischt ze bezuelen.
checkout-orders-are-off = Dëse Store hëlt am Moment keng Bestellungen un.
