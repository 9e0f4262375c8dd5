core-module-name = Core
core-module-description = Dashboards, list pages and the switches of all other modules.
core-dashboard = Dashboard
core-platforms = Platforms
core-platform = Platform
core-modules = Modules
core-modules-note = What { $platform } offers. A switch takes effect at once, everywhere; data always stays.
core-optional-modules = Optional modules
core-core-modules = Always on
core-state-on = On
core-state-off = Off
core-state-always = Always on
core-state-waiting = Waits for another module
core-switch-on = Switch on
core-switch-off = Switch off
core-switch-all-on = Switch all of them on
core-switch-all-off = Switch all of them off
core-off-hides = Off hides its pages, numbers and to-dos. Its data stays.
core-needs = Needs: { $others }
core-needed-by = Needed by: { $others }
core-platform-domain = Domain
core-platform-zone = Time zone
core-platform-stores = Stores
core-platform-modules-on = Modules on
core-platform-modules-off = Modules off
core-in-view = In view
core-look-at = Look at this platform
core-column-store = Store
core-role-owner = Owner
core-role-manager = Manager
core-role-staff = Staff
core-role-viewer = Viewer
core-per-currency = per currency
core-before = Before: { $value }
core-good-morning = Good morning, { $name }
core-good-day = Good afternoon, { $name }
core-good-evening = Good evening, { $name }
core-today = { $date }, days counted in { $zone }
core-no-script = The numbers of this page arrive by script.
core-show-all = Show everything without script
core-no-numbers = Nothing to count yet.
core-live-updated = Numbers updated,
core-show-list = Show all
core-unknown-module = There is no module { $module }. There are: { $known }.
core-module-is-off = This page does not exist here.
core-core-module-stays-on = { $module } is a core module and stays on.
core-module-is-needed = { $module } is needed by { $others }. They would be switched off with it.
core-module-needs-others = { $module } needs { $others }. They would be switched on with it.
core-unknown-listing = There is no such list here.
core-invalid-period = This period does not exist. Allowed: { $allowed }.
core-invalid-comparison = This comparison does not exist. Allowed: { $allowed }.
core-invalid-basis = This basis does not exist. Allowed: { $allowed }.
permission-core-view-dashboard = See the dashboard
permission-core-manage-modules = Switch modules
permission-core-view-platforms = See the platforms
core-brings-numbers =
    { $count ->
        [one] { $count } number
       *[other] { $count } numbers
    }
core-brings-lists =
    { $count ->
        [one] { $count } list
       *[other] { $count } lists
    }
core-brings-rights =
    { $count ->
        [one] { $count } right
       *[other] { $count } rights
    }
