messaging-module-name = Nachrichten
messaging-module-description = E-Mails an die Kundschaft, versandt, sobald gespeichert ist, wovon sie berichten.

permission-messaging-view = Postausgang ansehen
permission-messaging-manage = Nachrichten erneut versenden

messaging-error-unknown-letter = Diese Nachricht gibt es nicht.
messaging-error-letter-not-failed = Nur eine Nachricht, deren Versand aufgegeben wurde, kann erneut versandt werden.
