# Refusen: wat geschitt ass a wat elo ze maachen ass.
error-unexpected = Bei eis ass eppes schifgaangen. Et ass festgehalen; probéiert w. e. g. nach eng Kéier.
error-not-found = Dës Säit oder dës Fiche existéiert net oder ass net fir Iech zougänglech.
error-permission-denied = Dofir feelt Iech d’Erlaabnis.
error-not-signed-in = Mellt Iech w. e. g. fir d’éischt un.
error-token-invalid = Dës Umeldung gëllt hei net. Mellt Iech w. e. g. nei un.
error-token-expired = Är Umeldung ass ofgelaf. Mellt Iech w. e. g. nei un.
error-invalid-input = En Deel vun Ären Donnéeë kann net ugeholl ginn.
error-conflict = Een aneren huet dat an der Tëschenzäit geännert. Luet d’Säit nei a probéiert nach eng Kéier.
error-too-many-attempts =
    { $retry_after ->
        [one] Ze vill Versich. Probéiert an enger Sekonn nach eng Kéier.
       *[other] Ze vill Versich. Waart { $retry_after } Sekonnen a probéiert dann nach eng Kéier.
    }
error-method-not-allowed = Dat geet op dëser Adress net.
error-bad-request = D’Ufro gouf net verstanen.
error-unavailable = Dat ass grad net disponibel. Probéiert w. e. g. geschwënn nach eng Kéier.
error-password-too-short = E Passwuert brauch op d’mannst { $least } Zeechen.
error-password-too-long = E Passwuert huet héchstens { $most } Zeechen.

error-title-400 = Net verstanen
error-title-401 = Umeldung néideg
error-title-403 = Net erlaabt
error-title-404 = Net fonnt
error-title-405 = Hei net méiglech
error-title-409 = Esou net méiglech
error-title-422 = Net ugeholl
error-title-429 = Ze vill Versich
error-title-500 = Eppes ass schifgaangen
error-title-503 = Grad net disponibel

error-field-missing = Dës Angab feelt.
error-field-unknown = Dës Angab gëtt hei net erwaart.
error-field-too-short = Dat ass ze kuerz.
error-field-too-long = Dat ass ze laang.
error-field-too-small = De Wäert ass ze kleng.
error-field-too-large = De Wäert ass ze grouss.
error-field-not-a-number = Dat ass keng Zuel.
error-field-not-a-date = Dat ass keen Datum a keng Auerzäit.
error-field-not-a-choice = Dat steet net zur Auswiel.
error-field-too-many-digits = Dës Zuel huet ze vill Stellen.
error-field-no-time-zone = D’Auerzäit brauch hiren Ofstand zu UTC, zum Beispill Z oder +01:00.
error-field-not-json = Dat ass kee gültegt JSON.
error-field-not-an-object = Hei gëtt en Objet gebraucht, als JSON mat Content-Type: application/json geschéckt.
error-field-not-a-list = Hei gëtt eng Lëscht gebraucht.
error-field-not-a-text = Hei gëtt en Text gebraucht.
error-field-wrong-form = Dat huet net déi Form, déi hei gebraucht gëtt.
error-control-characters = Dat enthält Zeechen, déi an engem Text net däerfe stoen.
error-not-an-email-address = Dat ass keng E-Mail-Adress.
error-unknown-country = Dat ass kee Code vun engem Land wéi LU.
error-unknown-currency = Dat ass kee Code vun enger Wärung wéi EUR.
error-too-far-away = Dëse Moment läit ze wäit ewech.
error-ends-before-it-begins = D’Enn muss nom Ufank leien.
error-field-invalid = Dëse Wäert kann net ugeholl ginn.

format-points =
    { $count ->
        [one] { $number } Punkt
       *[other] { $number } Punkten
    }
error-version-missing = Dës Ännerung brauch den Header If-Match mam ETag vun deem, wat Dir gelies hutt.
error-version-changed = Een anere huet et an der Zwëschenzäit geännert. Liest nei a widderhuelt Är Ännerung.
error-cursor-invalid = De Cursor gehéiert net zu dëser Lëscht. Fänkt ouni Cursor nei un.
error-title-412 = An der Zwëschenzäit geännert
error-title-428 = Sot, wéi eng Versioun Dir gelies hutt
