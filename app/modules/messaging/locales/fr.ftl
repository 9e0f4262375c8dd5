messaging-module-name = Messages
messaging-module-description = Courriels aux clients, envoyés dès que ce qu’ils annoncent est enregistré.

permission-messaging-view = Voir la boîte d’envoi
permission-messaging-manage = Renvoyer des messages

messaging-error-unknown-letter = Ce message n’existe pas.
messaging-error-letter-not-failed = Seul un message dont l’envoi a été abandonné peut être renvoyé.
