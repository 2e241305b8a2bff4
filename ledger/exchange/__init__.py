"""Other people's formats, in and out (not yet open)."""
