marketplace-module-name = Marketplace
marketplace-module-description = Imports of files and feeds, what they refused, and products that wait for review.

marketplace-menu-imports = Imports

marketplace-list-imports = Imports
marketplace-list-refusals = Refused rows
marketplace-list-staging = Products to review
marketplace-view-started = Started
marketplace-view-running = Running
marketplace-view-to-check = To check
marketplace-view-refused = Refused
marketplace-view-waiting = Waiting
marketplace-view-all-staged = All

marketplace-column-file-name = File
marketplace-column-kind = Kind
marketplace-column-state = State
marketplace-column-state-running = Running
marketplace-column-state-finished = Finished
marketplace-column-state-failed = Failed
marketplace-column-started-at = Started
marketplace-column-rows = Rows
marketplace-column-created = New
marketplace-column-updated = Changed
marketplace-column-unchanged = Unchanged
marketplace-column-skipped = Skipped
marketplace-column-failed = Refused
marketplace-column-failure = Reason
marketplace-column-failure-empty = Empty file
marketplace-column-failure-error = Error
marketplace-column-failure-interrupted = Interrupted
marketplace-column-failure-not-text = Not a text file
marketplace-column-failure-too-large = Too large
marketplace-column-failure-unreadable = Unreadable
marketplace-column-failure-wrong-columns = Wrong columns
marketplace-column-line = Line
marketplace-column-problem = Problem
marketplace-column-problem-columns = Number of columns
marketplace-column-problem-customer = Customer number
marketplace-column-problem-date = Date
marketplace-column-problem-document = Invoice number
marketplace-column-problem-encoding = Character encoding
marketplace-column-problem-incomplete = Row cut off
marketplace-column-problem-length = Too long
marketplace-column-problem-number = Number
marketplace-column-problem-other = Other
marketplace-column-problem-product = Product code
marketplace-column-problem-quoting = Quotation marks
marketplace-column-problem-rule = Contradiction
marketplace-column-reason = Details
marketplace-column-text = Row
marketplace-column-title = Product
marketplace-column-sku = Product code
marketplace-column-price = Price
marketplace-column-staged-at = Put aside
marketplace-column-resolved-at = Decided

marketplace-todo-to-check =
    { $count ->
        [one] { $count } import to check
       *[other] { $count } imports to check
    }
marketplace-panel-latest-imports = Latest imports

metric-marketplace-import-jobs = Imports
    .definition = Imports that were started in the period, whatever became of them.
metric-marketplace-running-jobs = Running imports
    .definition = Imports under way at the end of the period: neither finished nor broken off.
metric-marketplace-staging-products = Products to review
    .definition = Imported products put aside that wait for a decision at the end of the period.
metric-marketplace-success-rate = Import success rate
    .definition = (Rows created + updated + unchanged) / rows processed, of imports started in the period. Rows processed are these and the failed ones; skipped duplicates are left out.
metric-marketplace-rows-failed = Refused rows
    .definition = Rows that could not be used, of imports started in the period.

permission-marketplace-view = See imports, refused rows and products to review

marketplace-error-unknown-format = There is no format “{ $format }”. Known formats: { $known }.
marketplace-error-unreadable-file = “{ $file }” cannot be read: { $reason }.
marketplace-error-not-a-file = There is no file “{ $file }”.
marketplace-error-empty-file = “{ $file }” is empty.
marketplace-error-not-text = “{ $file }” is not a text file in UTF-8 with columns separated by commas.
marketplace-error-unknown-header = { $file } cannot be read: its first line fits none of the known formats ({ $known }). Say which it is with --format to learn what it lacks.
marketplace-error-wrong-columns = Line 1 of “{ $file }” does not name the columns of the format. Missing: { $missing }. Unexpected: { $unexpected }.
marketplace-error-file-too-large = “{ $file }” is too large: a file of products may have { $limit } MB unpacked. Part it into several files, each with the header line.
marketplace-error-catalog-unavailable = No installed module keeps a catalogue, so there is nowhere to import products to.
marketplace-error-orders-unavailable = No installed module takes orders, so there is nowhere to import them to.
marketplace-error-import-runs-elsewhere = “{ $file }” is being imported into this store by another process.
marketplace-error-unknown-import-job = There is no import “{ $job_ref }”.
