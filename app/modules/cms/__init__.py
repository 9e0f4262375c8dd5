"""Pages, media files and themes of a store's storefront."""
