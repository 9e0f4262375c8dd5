promotions-module-name = Promotions
promotions-module-description = Codes and automatic rules that take something off, and their limits.

permission-promotions-view = See promotions
permission-promotions-manage = Change promotions
