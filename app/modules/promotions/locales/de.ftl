promotions-module-name = Aktionen
promotions-module-description = Codes und automatische Regeln, die etwas billiger machen, und ihre Grenzen.

permission-promotions-view = Aktionen sehen
permission-promotions-manage = Aktionen ändern
