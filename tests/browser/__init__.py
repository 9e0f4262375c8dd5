"""What people see and press: the whole application in a real browser."""
