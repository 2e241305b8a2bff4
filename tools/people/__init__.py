"""Who belongs to the company, who is invited, who has something in hand."""
