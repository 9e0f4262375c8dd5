shipping-module-name = Versand
shipping-module-description = Zonen, Versandarten und ihre Preise.
permission-shipping-view = Zonen und Versandarten sehen
permission-shipping-manage = Zonen und Versandarten ändern

shipping-error-zone-not-found = Diese Zone gibt es nicht.
shipping-error-method-not-found = Diese Versandart gibt es nicht.
shipping-error-carrier-not-found = Diesen Paketdienst gibt es nicht.
shipping-error-zone-taken = Es gibt schon eine Zone „{ $name }“.
shipping-error-zone-in-use = Diese Versandarten haben Preise für die Zone: { $methods }.
shipping-error-method-taken = Es gibt schon eine Versandart „{ $method }“.
shipping-error-carrier-taken = Es gibt schon einen Paketdienst „{ $carrier }“.
shipping-error-unknown-zone = In diesem Geschäft gibt es keine Zone { $zone_id }.
shipping-error-unknown-carrier = Einen Paketdienst „{ $carrier }“ kennt niemand.
shipping-error-too-many = Davon kann ein Geschäft höchstens { $most } haben.
