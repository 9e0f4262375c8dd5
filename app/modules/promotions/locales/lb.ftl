promotions-module-name = Aktiounen
promotions-module-description = Coden an automatesch Reegelen, déi eppes méi bëlleg maachen, an hir Grenzen.

permission-promotions-view = Aktioune gesinn
permission-promotions-manage = Aktiounen änneren

promotions-error-unknown-promotion = Aktioun net fonnt.
promotions-error-unknown-code = Code net fonnt.
promotions-error-was-used = Dës Aktioun gouf benotzt a kann net geläscht ginn. Maacht se amplaz eriwwer.
promotions-error-limit-under-use = Dës Aktioun gouf schonn { $used } Mol benotzt; d’Grenz kann net méi niddreg sinn.
promotions-error-too-many-automatic = Héchstens { $most } automatesch Aktiounen däerfe gläichzäiteg lafen oder bevirstoen.
promotions-error-automatic-has-no-codes = Eng automatesch Aktioun huet keng Coden.
promotions-error-code-taken = De Code { $given } ass scho vergëft.
promotions-error-code-unreadable = De Code huet Zeechen dran, déi een net aginn kann, oder ass ze laang.
promotions-key-twice = Zwou Zeilen hunn deeselwechte Schlëssel.
promotions-ids-of-target = En Zil brauch ids, ausser „all“, dat keng huet.
promotions-details-missing = „{ $kind }“ brauch { $names }.
promotions-details-foreign = „{ $kind }“ huet kee { $names }.
promotions-amount-without-currency = E Mindestbetrag brauch seng Wärung.
promotions-takes-nothing-off = „{ $names }“ vun 0 zitt näischt of.
promotions-error-target-unknown = Zu dësen Nummeren an { $field } huet dëse Buttek näischt: { $ids }.
