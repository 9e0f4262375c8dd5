shipping-module-name = Liwwerung
shipping-module-description = Zonen, Liwwerméiglechkeeten an hir Präisser.
permission-shipping-view = Zonen a Liwwerméiglechkeete gesinn
permission-shipping-manage = Zonen a Liwwerméiglechkeeten änneren
