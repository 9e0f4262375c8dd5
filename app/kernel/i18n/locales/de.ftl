# Absagen: was geschehen ist und was nun zu tun ist.
error-unexpected = Bei uns ist etwas schiefgegangen. Es ist festgehalten; bitte versuchen Sie es noch einmal.
error-not-found = Diese Seite oder dieser Eintrag existiert nicht oder ist für Sie nicht zugänglich.
error-permission-denied = Dazu fehlt Ihnen die Berechtigung.
error-not-signed-in = Bitte melden Sie sich zuerst an.
error-token-invalid = Diese Anmeldung gilt hier nicht. Bitte melden Sie sich neu an.
error-token-expired = Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.
error-invalid-input = Ein Teil Ihrer Eingaben kann nicht angenommen werden.
error-conflict = Jemand anderes hat dies inzwischen geändert. Laden Sie neu und versuchen Sie es noch einmal.
error-too-many-attempts =
    { $retry_after ->
        [one] Zu viele Versuche. Versuchen Sie es in einer Sekunde wieder.
       *[other] Zu viele Versuche. Versuchen Sie es in { $retry_after } Sekunden wieder.
    }
error-method-not-allowed = Das ist unter dieser Adresse nicht möglich.
error-bad-request = Die Anfrage wurde nicht verstanden.
error-unavailable = Das ist gerade nicht verfügbar. Bitte versuchen Sie es bald wieder.
error-password-too-short = Ein Passwort braucht mindestens { $least } Zeichen.
error-password-too-long = Ein Passwort hat höchstens { $most } Zeichen.

error-title-400 = Nicht verstanden
error-title-401 = Anmeldung nötig
error-title-403 = Nicht erlaubt
error-title-404 = Nicht gefunden
error-title-405 = Hier nicht möglich
error-title-409 = So nicht möglich
error-title-422 = Nicht angenommen
error-title-429 = Zu viele Versuche
error-title-500 = Etwas ist schiefgegangen
error-title-503 = Gerade nicht verfügbar

error-field-missing = Diese Angabe fehlt.
error-field-unknown = Diese Angabe wird hier nicht erwartet.
error-field-too-short = Das ist zu kurz.
error-field-too-long = Das ist zu lang.
error-field-too-small = Der Wert ist zu klein.
error-field-too-large = Der Wert ist zu groß.
error-field-not-a-number = Das ist keine Zahl.
error-field-not-a-date = Das ist kein Datum und keine Uhrzeit.
error-field-not-a-choice = Das steht nicht zur Auswahl.
error-field-too-many-digits = Diese Zahl hat zu viele Stellen.
error-field-no-time-zone = Die Uhrzeit braucht ihren Abstand zu UTC, etwa Z oder +01:00.
error-field-not-json = Das ist kein gültiges JSON.
error-field-not-an-object = Hier wird ein Objekt gebraucht, gesendet als JSON mit Content-Type: application/json.
error-field-not-a-list = Hier wird eine Liste gebraucht.
error-field-not-a-text = Hier wird ein Text gebraucht.
error-field-wrong-form = Das hat nicht die Form, die hier gebraucht wird.
error-control-characters = Das enthält Zeichen, die in keinem Text stehen dürfen.
error-not-an-email-address = Das ist keine E-Mail-Adresse.
error-unknown-country = Das ist kein Code eines Landes wie LU.
error-unknown-currency = Das ist kein Code einer Währung wie EUR.
error-too-far-away = Dieser Zeitpunkt liegt zu weit weg.
error-ends-before-it-begins = Das Ende muss nach dem Anfang liegen.
error-field-invalid = Dieser Wert kann nicht angenommen werden.

format-points =
    { $count ->
        [one] { $number } Punkt
       *[other] { $number } Punkte
    }
error-version-missing = Diese Änderung braucht den Header If-Match mit dem ETag dessen, was Sie gelesen haben.
error-version-changed = Jemand anderes hat es inzwischen geändert. Lesen Sie neu und wiederholen Sie die Änderung.
error-cursor-invalid = Der Cursor gehört nicht zu dieser Liste. Beginnen Sie ohne Cursor neu.
error-title-412 = Inzwischen geändert
error-title-428 = Nennen Sie die gelesene Version
