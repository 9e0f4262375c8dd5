"""Plain values and protocols that modules share; the floor of the house: it imports nothing of Stoa."""
