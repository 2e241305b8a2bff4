"""Cash, bank and bills."""
