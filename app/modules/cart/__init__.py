"""What shoppers mean to buy."""
