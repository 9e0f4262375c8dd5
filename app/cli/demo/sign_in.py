"""What the demonstration tells the person who looks at it: where to go and who to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoSignIn:
    """One line of the welcome; `path` begins with a slash and is added to the server's address."""

    who: str
    path: str
    email: str
    password: str
