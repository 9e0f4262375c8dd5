"""Why Stoa cannot start here; the command line shows such a reason as one message."""


class CannotStart(Exception):
    """Something the person at the terminal can mend; the message says what and how."""
