"""Plain values and protocols that modules share; the floor of the house imports nothing of Stoa."""
