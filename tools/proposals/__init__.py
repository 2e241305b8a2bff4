"""What waits for a person: the inbox, the life of a proposal, its lines, runs, many at once."""
