catalog-module-name = Catalogue
catalog-module-description = Products and their variants.
catalog-products = Products
permission-catalog-view-products = See products and variants

catalog-list-products = Products
catalog-list-variants = Variants
catalog-view-products-all = In the catalogue
catalog-view-products-active = Active
catalog-view-products-featured = Featured
catalog-view-products-new = New
catalog-view-products-archived = Archived
catalog-view-variants-all = In the catalogue

catalog-column-title = Title
catalog-column-reference = Reference
catalog-column-status = Status
catalog-column-status-draft = Draft
catalog-column-status-active = Active
catalog-column-status-archived = Archived
catalog-column-featured = Featured
catalog-column-variants = Variants
catalog-column-price-from = Price from
catalog-column-price = Price
catalog-column-created = Created
catalog-column-sku = SKU
catalog-column-product = Product

metric-catalog-products = Products
    .definition = Products in the catalogue at the end of the period: drafts and active ones. Archived products are not counted.
metric-catalog-active-products = Active products
    .definition = Products that are published and not archived at the end of the period.
metric-catalog-featured-products = Featured products
    .definition = Active products that the store puts in front at the end of the period.
metric-catalog-variants = Variants
    .definition = Variants (SKUs) of the products in the catalogue at the end of the period. Variants of archived products are not counted.
metric-catalog-new-products = New products
    .definition = Products created in the period, whatever became of them since.
