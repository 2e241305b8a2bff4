"""What books go by: accounts, dimensions, allocation rules, exchange rates."""
