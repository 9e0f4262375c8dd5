shipping-module-name = Shipping
shipping-module-description = Zones, ways of delivery and their prices.
permission-shipping-view = See zones and ways of delivery
permission-shipping-manage = Change zones and ways of delivery
