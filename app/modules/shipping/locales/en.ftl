shipping-module-name = Shipping
shipping-module-description = Zones, ways of delivery and their prices.
permission-shipping-view = See zones and ways of delivery
permission-shipping-manage = Change zones and ways of delivery

shipping-error-zone-not-found = There is no such zone.
shipping-error-method-not-found = There is no such way of delivery.
shipping-error-carrier-not-found = There is no such carrier.
shipping-error-zone-taken = There is a zone called “{ $name }” already.
shipping-error-zone-in-use = These ways of delivery have prices for the zone: { $methods }.
shipping-error-method-taken = There is a way of delivery “{ $method }” already.
shipping-error-carrier-taken = There is a carrier “{ $carrier }” already.
shipping-error-unknown-zone = There is no zone { $zone_id } in this store.
shipping-error-unknown-carrier = Nobody knows a carrier “{ $carrier }”.
shipping-error-too-many = A store can keep { $most } of these at most.
