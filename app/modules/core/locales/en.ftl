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
core-spark = From { $first } to { $last }; lowest { $low }, highest { $high }
core-more-currencies = per currency, { $count } more on its page
core-unknown-metric = There is no such number here.
core-numbers-unavailable = These numbers are not available right now. Please try again shortly.
core-metric-rows = Show the rows behind this number
core-metric-by = One point for each
core-metric-by-day = Day
core-metric-by-week = Week
core-metric-by-month = Month
core-metric-meaning = What it means
core-metric-over-time = Over time
core-metric-kind-flow = Adds up: weeks and months are the sum of their days.
core-metric-kind-stock = A level: weeks and months show where it stood at their end.
core-metric-kind-ratio = A ratio of two sums: computed for the whole period, never averaged.
core-metric-kind-distinct = Counts different things once: never added up over days.
core-metric-days = Days
core-metric-key = Key
core-metric-unit = Unit
core-metric-value = Value
core-metric-difference = Difference
core-metric-unfinished = not over yet
core-metric-more = { $change } more than in { $days } ({ $before })
core-metric-less = { $change } less than in { $days } ({ $before })
core-metric-same = The same as in { $days } ({ $before })
core-metric-from-nothing = New: there was nothing in { $days }
core-metric-summary = From { $first } to { $last }; highest { $high } ({ $high_at }), lowest { $low } ({ $low_at })
core-metric-no-series = This number is computed for the whole period. There is no value for each day, so there is no chart.
core-metric-days-only = This number is shown by day only: it can be neither added up nor averaged to weeks or months.
core-customise = Customise
core-customise-title = Customise the dashboard
core-customise-done = Done
core-customise-note-store = For you alone, in all your stores. Drag by the handle, or use the buttons.
core-customise-note-admin = For you alone, on all your platforms. Drag by the handle, or use the buttons.
core-pinned = On top
core-hidden = Hidden
core-main-chart = main chart
core-chart-of = The chart shows { $currency }.
core-chart-others = A chart for each currency
core-places-none-pinned = Nothing yet. Pin what you look at first.
core-places-none-section = All its cards are on top or hidden.
core-places-none-hidden = Nothing is hidden.
core-act-up = Move { $name } up
core-act-down = Move { $name } down
core-act-pin = Pin { $name } on top
core-act-unpin = Unpin { $name }
core-act-hide = Hide { $name }
core-act-show = Bring { $name } back
core-said-place = { $name }: place { $place } of { $count }
core-said-pin = { $name } is on top
core-said-unpin = { $name } is back in its section
core-said-hide = { $name } is hidden
core-said-show = { $name } is back
core-said-reset = Everything is in its default place
core-reset = Reset to default
core-reset-hint = This is the default for your role.
core-reset-hint-own = Brings back the default for your role.
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
core-installation = Installation
core-all-platforms = All platforms
core-installation-note = { $date }, days counted in { $zone }, the zone of the default platform { $platform }. Each store counts once.
core-platforms-overlap = A store on two platforms counts on both, so the platforms together can be more than the total.
core-look-at-it = Open
core-stores-in-need-title = Stores that need attention
core-newest-stores-title = Newest stores
core-column-merchant = Merchant
core-column-reasons = Missing
core-column-since = Since
core-need-unlinked = sells on no platform
core-need-unstaffed = has no team
core-need-unopened = not opened yet
core-need-domain = domain not verified
core-stores-in-need =
    { $count ->
        [one] { $count } store needs attention
       *[other] { $count } stores need attention
    }
permission-core-view-installation = See all platforms together

core-metrics = What the numbers mean
core-metrics-note = Every number of the modules that are on, as far as you may see it.
core-metrics-search = Search the numbers
core-term-unit = Unit
core-term-unit-count = number
core-term-unit-money = money
core-term-unit-percent = per cent
core-term-unit-bytes = storage in bytes
core-term-kind = Over time
core-term-kind-flow = adds up over the period
core-term-kind-stock = the state at the end of the period
core-term-kind-ratio = computed anew from its parts, never averaged
core-term-kind-distinct = each counted once, never added up
core-term-combination = Several stores
core-term-combination-sum = the sum over the stores
core-term-combination-ratio-of-sums = both parts added over the stores, then divided
core-term-combination-distinct = counted again over all stores, each once
core-term-combination-last = the newest of the stores
core-term-combination-none = for one store only
core-term-time = Counts at
core-term-time-period-end = end of the period
core-term-time-happened = moment when it happened
core-term-time-created = moment of creation
core-term-time-started = moment of the start
core-term-time-first-seen = first sighting
core-term-time-placed = moment of the order
core-term-time-event-or-order = moment when it happened, or the day of the order, as chosen
core-term-currency = Currencies
core-term-currency-none = none
core-term-currency-per-currency = one value per currency, never added up
core-term-more = More is
core-term-more-good = good
core-term-more-bad = bad
core-term-more-neither = neither good nor bad
core-term-key = Key
core-formula-count = number of rows in { $list }
core-formula-sum = sum of “{ $column }” in { $list }
core-export-metrics = Export
core-invalid-series = This step of a series does not exist. Allowed: { $allowed }.
core-providers = Providers
core-providers-note = How the modules' numbers are coming in, over all processes and platforms.
core-providers-empty = No numbers were asked for in this time
core-providers-empty-hint = As soon as a dashboard is opened, its sources appear here.
core-providers-hour = Last hour
core-providers-day = Last 24 hours
core-providers-periods = Period
core-provider-module = Module
core-provider-state = State now
core-provider-breaker = Parked
core-provider-p95 = 95 % within
core-provider-asked = Asked
core-provider-error-rate = Error rate
core-provider-parked = Not asked
core-provider-reference = Last error
core-provider-at-most = { $milliseconds } ms
core-provider-longer = over { $milliseconds } ms
core-provider-state-ok = Answers
core-provider-state-empty = Answers
core-provider-state-error = Error
core-provider-state-timeout = No answer in time
core-provider-breaker-closed = No
core-provider-breaker-open =
    { $count ->
        [one] for { $count } store or platform
       *[other] for { $count } stores or platforms
    }
permission-core-view-providers = See how the providers do
core-key-missing = This call needs the header Idempotency-Key, so that sending it twice does not do it twice.
core-key-invalid = The header Idempotency-Key must have 8 to 255 printable characters.
core-key-used = This Idempotency-Key was used for another call. Use a new one.
core-still-running = The first call with this Idempotency-Key is still under way. Ask again in a moment.
