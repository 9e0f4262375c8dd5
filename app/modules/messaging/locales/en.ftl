messaging-module-name = Messaging
messaging-module-description = Mail to customers, sent when what it tells of is saved.

permission-messaging-view = See the outbox
permission-messaging-manage = Send letters again

messaging-error-unknown-letter = There is no such letter.
messaging-error-letter-not-failed = Only a letter that was given up can be sent again.
