# Module and menus.
tenancy-module-name = Stores and people
tenancy-module-description = Platforms, merchants, stores, domains, teams and sign-in.
tenancy-stores = Stores
tenancy-merchants = Merchants
tenancy-team = Team
tenancy-domains = Domains
tenancy-audit = Audit log

# Lists.
tenancy-list-stores = Stores
tenancy-list-merchants = Merchants
tenancy-list-team = Team
tenancy-list-domains = Domains
tenancy-list-audit = Audit log
tenancy-view-linked = All
tenancy-view-active = Active
tenancy-view-merchants-linked = All
tenancy-view-members = Memberships
tenancy-view-users = People
tenancy-view-claimed = Claimed
tenancy-view-verified = Verified
tenancy-view-acts = All acts

tenancy-column-name = Name
tenancy-column-code = Code
tenancy-column-merchant = Merchant
tenancy-column-currency = Currency
tenancy-column-time-zone = Time zone
tenancy-column-linked-at = Linked
tenancy-column-opened-at = Opened
tenancy-column-stores = Stores
tenancy-column-since = Since
tenancy-column-platform = Platform
tenancy-column-store = Store
tenancy-column-email = E-mail
tenancy-column-joined-at = Joined
tenancy-column-role = Role
tenancy-column-role-owner = Owner
tenancy-column-role-manager = Manager
tenancy-column-role-staff = Staff
tenancy-column-role-viewer = Viewer
tenancy-column-hostname = Domain
tenancy-column-created-at = Claimed
tenancy-column-verified-at = Verified
tenancy-column-happened-at = When
tenancy-column-act = Act
tenancy-column-actor = Who
tenancy-column-details = Details

# Roles, as they stand beside a name.
tenancy-role-owner = Owner
tenancy-role-manager = Manager
tenancy-role-staff = Staff
tenancy-role-viewer = Viewer
tenancy-role-operator = Operator

# Permissions.
permission-tenancy-view-team = See stores and the team
permission-tenancy-manage-team = Change the team
permission-tenancy-view-domains = See domains
permission-tenancy-view-merchants = See merchants
permission-tenancy-view-audit = See the audit log

# Signing in.
tenancy-sign-in-title = Sign in
tenancy-sign-in-note = To continue to { $place }.
tenancy-sign-in-email = E-mail
tenancy-sign-in-password = Password

# Refusals.
tenancy-error-wrong-sign-in = E-mail or password is wrong.
tenancy-error-no-access = You have no access here. An owner of the store or an operator of the platform can give it to you.
tenancy-error-unknown-host = Nothing is set up at this address.
tenancy-error-forged-request = This form has run out or came from another site. Reload the page and try again.

# Numbers.
metric-tenancy-total-stores = Stores
    .definition = Stores linked to the platform at the end of the period; for a store: itself.
metric-tenancy-active-stores = Active stores
    .definition = Linked stores that are open: opened and not closed by the end of the period.
metric-tenancy-merchants = Merchants
    .definition = Merchants with at least one store linked at the end of the period, each once.
metric-tenancy-total-users = Users
    .definition = People who can sign in to at least one of the stores, each counted once.
metric-tenancy-team-members = Team members
    .definition = Memberships in the teams of the stores; a person in two stores counts twice.
metric-tenancy-domains = Domains
    .definition = Custom domains claimed by the stores, verified or not.
metric-tenancy-verified-domains = Verified domains
    .definition = Custom domains whose ownership was proven, so that they are served.
tenancy-cannot-found = Nothing was made: { $reason }.
