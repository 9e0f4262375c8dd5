messaging-module-name = Messagen
messaging-module-description = E-Mailen un d’Clienten, verschéckt, soubal gespäichert ass, vu wat se erzielen.

permission-messaging-view = Postausgang ukucken
permission-messaging-manage = Messagen nach eng Kéier schécken

messaging-error-unknown-letter = Dëse Message gëtt et net.
messaging-error-letter-not-failed = Nëmmen e Message, deem säi Versand opginn gouf, ka nach eng Kéier geschéckt ginn.
