# Module and menus.
tenancy-module-name = Geschäfte und Personen
tenancy-module-description = Plattformen, Händler, Geschäfte, Domains, Teams und Anmeldung.
tenancy-stores = Geschäfte
tenancy-merchants = Händler
tenancy-team = Team
tenancy-domains = Domains
tenancy-audit = Protokoll

# Lists.
tenancy-list-stores = Geschäfte
tenancy-list-merchants = Händler
tenancy-list-team = Team
tenancy-list-domains = Domains
tenancy-list-audit = Protokoll
tenancy-view-linked = Alle
tenancy-view-active = Aktiv
tenancy-view-merchants-linked = Alle
tenancy-view-members = Mitgliedschaften
tenancy-view-users = Personen
tenancy-view-claimed = Beansprucht
tenancy-view-verified = Bestätigt
tenancy-view-acts = Alle Vorgänge

tenancy-column-name = Name
tenancy-column-code = Kürzel
tenancy-column-merchant = Händler
tenancy-column-currency = Währung
tenancy-column-time-zone = Zeitzone
tenancy-column-linked-at = Verknüpft am
tenancy-column-opened-at = Eröffnet am
tenancy-column-stores = Geschäfte
tenancy-column-since = Seit
tenancy-column-platform = Plattform
tenancy-column-store = Geschäft
tenancy-column-email = E-Mail
tenancy-column-joined-at = Beigetreten am
tenancy-column-role = Rolle
tenancy-column-role-owner = Inhaber
tenancy-column-role-manager = Leitung
tenancy-column-role-staff = Mitarbeit
tenancy-column-role-viewer = Nur Ansicht
tenancy-column-hostname = Domain
tenancy-column-created-at = Beansprucht am
tenancy-column-verified-at = Bestätigt am
tenancy-column-happened-at = Wann
tenancy-column-act = Vorgang
tenancy-column-actor = Wer
tenancy-column-details = Einzelheiten

# Roles, as they stand beside a name.
tenancy-role-owner = Inhaber
tenancy-role-manager = Leitung
tenancy-role-staff = Mitarbeit
tenancy-role-viewer = Nur Ansicht
tenancy-role-operator = Betreiber

# Permissions.
permission-tenancy-view-team = Geschäfte und Team sehen
permission-tenancy-manage-team = Team ändern
permission-tenancy-view-domains = Domains sehen
permission-tenancy-view-merchants = Händler sehen
permission-tenancy-view-audit = Protokoll sehen

# Signing in.
tenancy-sign-in-title = Anmelden
tenancy-sign-in-note = Um zu { $place } zu gelangen.
tenancy-sign-in-email = E-Mail
tenancy-sign-in-password = Passwort

# Refusals.
tenancy-error-wrong-sign-in = E-Mail oder Passwort ist falsch.
tenancy-error-no-access = Sie haben hier keinen Zugang. Ein Inhaber des Geschäfts oder ein Betreiber der Plattform kann ihn geben.
tenancy-error-unknown-host = Unter dieser Adresse ist nichts eingerichtet.
tenancy-error-forged-request = Dieses Formular ist abgelaufen oder kam von einer anderen Seite. Laden Sie die Seite neu und versuchen Sie es noch einmal.

# Numbers.
metric-tenancy-total-stores = Geschäfte
    .definition = Am Ende des Zeitraums mit der Plattform verknüpfte Geschäfte; für ein Geschäft: es selbst.
metric-tenancy-active-stores = Aktive Geschäfte
    .definition = Verknüpfte Geschäfte, die offen sind: am Ende des Zeitraums eröffnet und nicht geschlossen.
metric-tenancy-merchants = Händler
    .definition = Händler mit mindestens einem am Ende des Zeitraums verknüpften Geschäft, jeder einmal.
metric-tenancy-total-users = Benutzer
    .definition = Personen, die sich bei mindestens einem der Geschäfte anmelden können, jede einmal gezählt.
metric-tenancy-team-members = Teammitglieder
    .definition = Mitgliedschaften in den Teams der Geschäfte; wer in zwei Geschäften ist, zählt zweimal.
metric-tenancy-domains = Domains
    .definition = Von den Geschäften beanspruchte eigene Domains, bestätigt oder nicht.
metric-tenancy-verified-domains = Bestätigte Domains
    .definition = Eigene Domains, deren Besitz nachgewiesen ist und die deshalb ausgeliefert werden.
tenancy-cannot-found = Es wurde nichts angelegt: { $reason }.
