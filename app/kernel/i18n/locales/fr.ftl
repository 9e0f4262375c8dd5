# Refus : ce qui s’est passé, et que faire ensuite.
error-unexpected = Une erreur s’est produite de notre côté. Elle est enregistrée ; veuillez réessayer.
error-not-found = Cette page ou cette fiche n’existe pas, ou ne vous est pas accessible.
error-permission-denied = Vous n’avez pas l’autorisation nécessaire.
error-not-signed-in = Veuillez d’abord vous connecter.
error-token-invalid = Cette connexion n’est pas valable ici. Veuillez vous reconnecter.
error-token-expired = Votre connexion a expiré. Veuillez vous reconnecter.
error-invalid-input = Une partie de votre saisie ne peut pas être acceptée.
error-conflict = Quelqu’un d’autre a fait une modification entre-temps. Rechargez la page et réessayez.
error-too-many-attempts =
    { $retry_after ->
        [one] Trop de tentatives. Réessayez dans { $retry_after } seconde.
       *[other] Trop de tentatives. Réessayez dans { $retry_after } secondes.
    }
error-method-not-allowed = Cette action n’est pas possible à cette adresse.
error-bad-request = La demande n’a pas été comprise.
error-unavailable = Ce service n’est pas disponible pour le moment. Veuillez réessayer bientôt.
error-password-too-short = Un mot de passe compte au moins { $least } caractères.
error-password-too-long = Un mot de passe compte au plus { $most } caractères.

error-title-400 = Demande incomprise
error-title-401 = Connexion nécessaire
error-title-403 = Accès refusé
error-title-404 = Introuvable
error-title-405 = Action impossible
error-title-409 = Impossible en l’état
error-title-422 = Saisie refusée
error-title-429 = Trop de tentatives
error-title-500 = Une erreur s’est produite
error-title-503 = Indisponible pour le moment

error-field-missing = Ce champ est nécessaire.
error-field-unknown = Ce champ n’est pas attendu ici.
error-field-too-short = C’est trop court.
error-field-too-long = C’est trop long.
error-field-too-small = La valeur est trop petite.
error-field-too-large = La valeur est trop grande.
error-field-not-a-number = Ce n’est pas un nombre.
error-field-not-a-date = Ce n’est pas une date ou une heure.
error-field-not-a-choice = Ce n’est pas l’un des choix proposés.
error-field-too-many-digits = Ce nombre a trop de chiffres.
error-field-no-time-zone = L’heure doit indiquer son décalage par rapport à UTC, par exemple Z ou +01:00.
error-field-not-json = Ce n’est pas du JSON valide.
error-field-not-an-object = Il faut ici un objet, envoyé en JSON avec Content-Type: application/json.
error-field-not-a-list = Il faut ici une liste.
error-field-not-a-text = Il faut ici un texte.
error-field-wrong-form = Cela n’a pas la forme attendue ici.
error-control-characters = Ce texte contient des caractères interdits.
error-not-an-email-address = Ce n’est pas une adresse e-mail.
error-unknown-country = Ce n’est pas le code d’un pays, comme LU.
error-unknown-currency = Ce n’est pas le code d’une monnaie, comme EUR.
error-too-far-away = Ce moment est trop éloigné.
error-ends-before-it-begins = La fin doit venir après le début.
error-field-invalid = Cette valeur ne peut pas être acceptée.

format-points =
    { $count ->
        [one] { $number } point
       *[other] { $number } points
    }
error-version-missing = Cette modification exige l’en-tête If-Match avec l’ETag de ce que vous avez lu.
error-version-changed = Quelqu’un d’autre l’a modifié entre-temps. Relisez, puis recommencez votre modification.
error-cursor-invalid = Ce curseur n’appartient pas à cette liste. Recommencez sans curseur.
error-title-412 = Modifié entre-temps
error-title-428 = Indiquez la version que vous avez lue
