cms-module-name = Content
cms-module-description = Pages, media files and themes of the storefronts.

cms-menu-pages = Pages
cms-menu-media = Media

cms-list-pages = Pages
cms-list-media = Media files
cms-list-themes = Themes
cms-view-all-pages = All pages
cms-view-published = Published
cms-view-all-media = All files
cms-view-installed = Installed

cms-column-title = Title
cms-column-slug = Address
cms-column-locale = Language
cms-column-state = State
cms-column-state-published = Published
cms-column-state-withdrawn = Withdrawn
cms-column-state-draft = Draft
cms-column-created-at = Created
cms-column-updated-at = Last changed
cms-column-path = File
cms-column-media-type = Type
cms-column-size-bytes = Size
cms-column-alt-text = Alternative text
cms-column-name = Name
cms-column-code = Code
cms-column-is-in-use = In use
cms-column-installed-at = Installed

metric-cms-pages = Pages
    .definition = Pages that exist at the end of the period, drafts included; each language of a page counts.
metric-cms-published-pages = Published pages
    .definition = Pages that shoppers can read at the end of the period: published, not withdrawn.
metric-cms-media-files = Media files
    .definition = Pictures, films and documents stored at the end of the period.
metric-cms-media-bytes = Media storage
    .definition = Sum of the stored sizes of all media files at the end of the period.
metric-cms-themes = Themes
    .definition = Themes installed at the end of the period, in use or not.

permission-cms-view = See pages, media files and themes

cms-error-two-themes-in-use = Only one theme can be in use, not several: { $codes }.
