"""Orders: what was sold, what came back, and what still waits to be paid or shipped."""
