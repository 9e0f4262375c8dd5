shipping-module-name = Liwwerung
shipping-module-description = Zonen, Liwwerméiglechkeeten an hir Präisser.
permission-shipping-view = Zonen a Liwwerméiglechkeete gesinn
permission-shipping-manage = Zonen a Liwwerméiglechkeeten änneren

shipping-error-zone-not-found = Dës Zon gëtt et net.
shipping-error-method-not-found = Dës Liwwerméiglechkeet gëtt et net.
shipping-error-carrier-not-found = Dëse Paketdéngscht gëtt et net.
shipping-error-zone-taken = Et gëtt schonn eng Zon „{ $name }“.
shipping-error-zone-in-use = Dës Liwwerméiglechkeeten hu Präisser fir d’Zon: { $methods }.
shipping-error-method-taken = Et gëtt schonn eng Liwwerméiglechkeet „{ $method }“.
shipping-error-carrier-taken = Et gëtt schonn e Paketdéngscht „{ $carrier }“.
shipping-error-unknown-zone = An dësem Geschäft gëtt et keng Zon { $zone_id }.
shipping-error-unknown-carrier = E Paketdéngscht „{ $carrier }“ kennt keen.
shipping-error-too-many = Dovun kann e Geschäft héchstens { $most } hunn.
