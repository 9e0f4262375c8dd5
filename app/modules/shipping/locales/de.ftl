shipping-module-name = Versand
shipping-module-description = Zonen, Versandarten und ihre Preise.
permission-shipping-view = Zonen und Versandarten sehen
permission-shipping-manage = Zonen und Versandarten ändern
