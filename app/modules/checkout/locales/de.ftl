checkout-module-name = Kasse
checkout-module-description = Vom Warenkorb zur Bestellung: Adresse, Lieferung, Steuer, Zahlung und ein Aufruf, der kauft.

checkout-unknown = Diesen Warenkorb gibt es in diesem Store nicht.
checkout-already-ordered = Dieser Warenkorb wurde bereits bestellt.
checkout-not-complete = Vor der Bestellung fehlt noch etwas: { $missing }.
checkout-cart-changed = Preise oder Bestände haben sich seit dem letzten Blick geändert. Es wurde nichts bestellt; bitte sehen Sie den Warenkorb noch einmal an.
checkout-total-changed = Die Summe hat sich geändert. Es wurde nichts bestellt; bitte prüfen Sie sie.
checkout-too-large = Das ist mehr, als auf einmal bestellt werden kann. Bitte bestellen Sie weniger.
checkout-sold-out = Jemand war schneller: Es ist nicht mehr alles da. Es wurde nichts bestellt.
checkout-codes-used-up = Ein Code gilt inzwischen nicht mehr. Es wurde nichts bestellt.
checkout-not-offered = Diese Wahl wird für diese Bestellung nicht angeboten.
checkout-nothing-to-pay = Für diese Bestellung ist nichts zu bezahlen.
checkout-orders-are-off = Dieser Store nimmt zurzeit keine Bestellungen an.
