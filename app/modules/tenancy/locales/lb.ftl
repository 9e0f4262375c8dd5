# Module and menus.
tenancy-module-name = Butteker a Persounen
tenancy-module-description = Plattformen, Händler, Butteker, Domainen, Equippen an Umeldung.
tenancy-stores = Butteker
tenancy-merchants = Händler
tenancy-team = Equipp
tenancy-domains = Domainen
tenancy-audit = Protokoll

# Lists.
tenancy-list-stores = Butteker
tenancy-list-merchants = Händler
tenancy-list-team = Equipp
tenancy-list-domains = Domainen
tenancy-list-audit = Protokoll
tenancy-view-linked = All
tenancy-view-active = Aktiv
tenancy-view-merchants-linked = All
tenancy-view-members = Memberschaften
tenancy-view-users = Persounen
tenancy-view-claimed = Ugemellt
tenancy-view-verified = Bestätegt
tenancy-view-acts = All Virgäng

tenancy-column-name = Numm
tenancy-column-code = Kierzel
tenancy-column-merchant = Händler
tenancy-column-currency = Währung
tenancy-column-time-zone = Zäitzon
tenancy-column-linked-at = Verlinkt den
tenancy-column-opened-at = Opgaang den
tenancy-column-stores = Butteker
tenancy-column-since = Zënter
tenancy-column-platform = Plattform
tenancy-column-store = Buttek
tenancy-column-email = E-Mail
tenancy-column-joined-at = Bäigetratt den
tenancy-column-role = Roll
tenancy-column-role-owner = Proprietär
tenancy-column-role-manager = Gerant
tenancy-column-role-staff = Personal
tenancy-column-role-viewer = Nëmme kucken
tenancy-column-hostname = Domain
tenancy-column-created-at = Ugemellt den
tenancy-column-verified-at = Bestätegt den
tenancy-column-happened-at = Wéini
tenancy-column-act = Virgang
tenancy-column-actor = Wien
tenancy-column-details = Detailer

# Roles, as they stand beside a name.
tenancy-role-owner = Proprietär
tenancy-role-manager = Gerant
tenancy-role-staff = Personal
tenancy-role-viewer = Nëmme kucken
tenancy-role-operator = Bedreiwer

# Permissions.
permission-tenancy-view-team = Butteker an Equipp gesinn
permission-tenancy-manage-team = Equipp änneren
permission-tenancy-view-domains = Domaine gesinn
permission-tenancy-view-merchants = Händler gesinn
permission-tenancy-view-audit = Protokoll gesinn

# Signing in.
tenancy-sign-in-title = Umellen
tenancy-sign-in-note = Fir op { $place } weiderzegoen.
tenancy-sign-in-email = E-Mail
tenancy-sign-in-password = Passwuert

# Refusals.
tenancy-error-wrong-sign-in = E-Mail oder Passwuert ass falsch.
tenancy-error-no-access = Dir hutt hei keen Zougang. E Proprietär vum Buttek oder e Bedreiwer vun der Plattform kann Iech en ginn.
tenancy-error-unknown-host = Ënner dëser Adress ass näischt ageriicht.
tenancy-error-forged-request = Dëse Formulaire ass ofgelaf oder koum vun enger anerer Säit. Luet d’Säit nei a probéiert nach eng Kéier.

# Numbers.
metric-tenancy-total-stores = Butteker
    .definition = Butteker, déi um Enn vum Zäitraum mat der Plattform verlinkt sinn; fir e Buttek: hie selwer.
metric-tenancy-active-stores = Aktiv Butteker
    .definition = Verlinkte Butteker, déi op sinn: um Enn vum Zäitraum opgaangen an net zougemaach.
metric-tenancy-merchants = Händler
    .definition = Händler mat op d’mannst engem Buttek, deen um Enn vum Zäitraum verlinkt ass, jiddereen eemol.
metric-tenancy-total-users = Benotzer
    .definition = Persounen, déi sech bei op d’mannst engem vun de Butteker umelle kënnen, jiddereng eemol gezielt.
metric-tenancy-team-members = Memberen an der Equipp
    .definition = Memberschaften an den Equippe vun de Butteker; wien an zwee Butteker ass, zielt duebel.
metric-tenancy-domains = Domainen
    .definition = Eegen Domainen, déi d’Butteker ugemellt hunn, bestätegt oder net.
metric-tenancy-verified-domains = Bestätegt Domainen
    .definition = Eegen Domainen, deenen hire Besëtz nogewisen ass an déi dofir ausgeliwwert ginn.
tenancy-cannot-found = Et gouf näischt ugeluecht: { $reason }.
