promotions-module-name = Aktiounen
promotions-module-description = Coden an automatesch Reegelen, déi eppes méi bëlleg maachen, an hir Grenzen.

permission-promotions-view = Aktioune gesinn
permission-promotions-manage = Aktiounen änneren
