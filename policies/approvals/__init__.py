"""Who must agree (not yet open)."""
