# The frame of every page.
ui-skip-to-content = Skip to content
ui-home = Home
ui-navigation = Main navigation
ui-open-menu = Open menu
ui-breadcrumb = Where you are
ui-settings = Settings
ui-switch = Switch
ui-switch-to = Switch to
ui-language = Language
ui-theme = Appearance
ui-theme-light = Light
ui-theme-dark = Dark
ui-theme-system = As the device
ui-sign-in = Sign in
ui-sign-out = Sign out

# Acts and states.
ui-close = Close
ui-cancel = Cancel
ui-continue = Continue
ui-confirm-title = Are you sure?
ui-save = Save
ui-apply = Apply
ui-show = Show
ui-more = More
ui-export-csv = Export CSV
ui-retry = Retry
ui-retry-name = Retry { $name }
ui-retry-all = Retry all
ui-optional = optional
ui-yes = Yes
ui-no = No
ui-loading = Loading
ui-live = Live
ui-reference = Reference
ui-ref = ref
ui-no-connection = No connection. Nothing was changed; please try again.
ui-request-failed = That did not work

# Numbers, cards and charts.
ui-how-counted = How { $name } is counted
ui-what-it-means = What does this mean?
ui-delta-up = up
ui-delta-down = down
ui-delta-new = new
ui-delta-stable = no change
ui-not-applicable = not applicable
ui-nothing-to-measure = Nothing to measure in this period
ui-no-value = no value
ui-compared = Compared
ui-card-unavailable = Unavailable
ui-card-timeout = No answer in time
ui-card-last-known = Last known { $value }, { $age }
ui-card-old = Last known
ui-card-as-of = Last known, { $age }
ui-card-no-last-known = No earlier value
ui-card-forbidden = Not for your role
ui-card-forbidden-hint = Ask an owner for access.
ui-card-rows = show the rows behind { $name }
ui-todo = What waits for you
ui-chart-empty = No values in this period
ui-chart-read = { $name }, read with the arrow keys
ui-chart-as-table = Show as table
ui-chart-table-of = Values of { $name }

# Periods.
ui-date = Date
ui-date-from = From
ui-date-to = To
ui-period = Period
ui-period-short-today = Today
ui-period-short-7d = 7 days
ui-period-short-30d = 30 days
ui-period-short-mtd = Month
ui-period-short-ytd = Year
ui-period-today = Today
ui-period-yesterday = Yesterday
ui-period-7d = Last 7 days
ui-period-30d = Last 30 days
ui-period-90d = Last 90 days
ui-period-mtd = Month to date
ui-period-qtd = Quarter to date
ui-period-ytd = Year to date
ui-period-12m = Last 12 months
ui-period-all = All time
ui-period-last-month = Last month
ui-period-custom = Custom
ui-compare = Compare
ui-compared-with = compared with { $range }
ui-compare-previous = Previous period
ui-compare-year = Same period last year
ui-compare-none = No comparison
ui-basis-now-event = refunds on their own day
ui-basis-now-order = refunds on the order’s day
ui-basis-event = Count when it happened
ui-basis-order = Count on the day of the order
ui-basis-hint-event = A refund or cancellation counts on its own day, so a day that is over never changes.
ui-basis-hint-order = It counts on the day of its order: what became of what was bought that day. Over all time both agree.
ui-times-in-zone = Times of { $zone }

# Lists.
ui-search = Search
ui-active-filters = Active filters
ui-remove-filter = Remove filter
ui-clear-filters = Clear all
ui-views = Views
ui-pages = Pages
ui-page = Page { $number }
ui-previous-page = Previous page
ui-next-page = Next page
ui-total = Total
ui-rows-shown = { $from }–{ $to } of { $total }
ui-rows =
    { $count ->
        [one] 1 row
       *[other] { $count } rows
    }
ui-sources-failed =
    { $failed ->
        [one] 1 of { $total } sources did not answer.
       *[other] { $failed } of { $total } sources did not answer.
    }

# Empty states.
ui-empty-first = Nothing here yet
ui-empty-first-hint = As soon as there is something, it appears here.
ui-empty-search = No matches
ui-empty-search-hint = Try other words or clear the filters.
ui-empty-range = Nothing in this period
ui-empty-range-hint = Choose a longer period to see more.
ui-empty-done = All done
ui-empty-done-hint = Nothing waits for you here.

# Error pages.
ui-error-code = Error { $code }
ui-error-reference = If you ask for help, name this reference:
ui-error-home = Go to the start page
ui-error-back = Back
ui-error-404 = This page does not exist
ui-error-404-text = The address may be mistyped, or what was here has moved or is not yours to see.
ui-error-403 = You may not open this
ui-error-403-text = Your role has no right to this page. Whoever gives out roles here can give it to you.
ui-error-401 = Please sign in
ui-error-401-text = This page is only for people who are signed in, or your session has ended.
ui-error-429 = Too many attempts
ui-error-429-text = Please wait a moment before you try again.
ui-error-500 = Something went wrong on our side
ui-error-500-text = It has been recorded. Nothing was half saved; please try again.
ui-error-503 = Not available right now
ui-error-503-text = This should be over in a moment. Please try again shortly.
ui-error-host = There is no store at this address
ui-error-host-text = { $host } is not set up here. Check the address; if it is yours, verify the domain in the store settings.

# The page that shows every component.
ui-components = Components
ui-components-note = Every part of the pages in every state, with made-up numbers.
