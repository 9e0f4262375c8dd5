promotions-module-name = Promotions
promotions-module-description = Codes and automatic rules that take something off, and their limits.

permission-promotions-view = See promotions
permission-promotions-manage = Change promotions

promotions-error-unknown-promotion = Promotion not found.
promotions-error-unknown-code = Code not found.
promotions-error-was-used = This promotion was used and cannot be deleted. End it instead.
promotions-error-limit-under-use = This promotion was already used { $used } times; the limit cannot be lower.
promotions-error-too-many-automatic = No more than { $most } automatic promotions may run or wait at a time.
promotions-error-automatic-has-no-codes = An automatic promotion has no codes.
promotions-error-code-taken = The code { $given } is taken.
promotions-error-code-unreadable = The code holds characters that cannot be typed, or is too long.
promotions-key-twice = Two lines have the same key.
promotions-ids-of-target = A target needs ids, unless it is “all”, which has none.
promotions-details-missing = “{ $kind }” needs { $names }.
promotions-details-foreign = “{ $kind }” has no { $names }.
promotions-amount-without-currency = A minimum amount needs its currency.
promotions-takes-nothing-off = “{ $names }” of 0 takes nothing off.
promotions-error-target-unknown = This store has nothing of these ids in { $field }: { $ids }.
