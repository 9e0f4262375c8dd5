"""Payments: asking for money, taking it, and giving it back, through whoever moves it."""
