promotions-module-name = Aktionen
promotions-module-description = Codes und automatische Regeln, die etwas billiger machen, und ihre Grenzen.

permission-promotions-view = Aktionen sehen
permission-promotions-manage = Aktionen ändern

promotions-error-unknown-promotion = Aktion nicht gefunden.
promotions-error-unknown-code = Code nicht gefunden.
promotions-error-was-used = Diese Aktion wurde benutzt und kann nicht gelöscht werden. Beenden Sie sie stattdessen.
promotions-error-limit-under-use = Diese Aktion wurde schon { $used } Mal benutzt; die Grenze kann nicht niedriger sein.
promotions-error-too-many-automatic = Höchstens { $most } automatische Aktionen dürfen zugleich laufen oder bevorstehen.
promotions-error-automatic-has-no-codes = Eine automatische Aktion hat keine Codes.
promotions-error-code-taken = Der Code { $given } ist vergeben.
promotions-error-code-unreadable = Der Code enthält Zeichen, die man nicht eingeben kann, oder ist zu lang.
promotions-key-twice = Zwei Zeilen haben denselben Schlüssel.
promotions-ids-of-target = Ein Ziel braucht ids, außer „all“, das keine hat.
promotions-details-missing = „{ $kind }“ braucht { $names }.
promotions-details-foreign = „{ $kind }“ hat kein { $names }.
promotions-amount-without-currency = Ein Mindestbetrag braucht seine Währung.
promotions-takes-nothing-off = „{ $names }“ von 0 zieht nichts ab.
promotions-error-target-unknown = Zu diesen Nummern in { $field } hat dieses Geschäft nichts: { $ids }.
