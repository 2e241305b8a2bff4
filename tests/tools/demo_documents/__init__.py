"""Sample documents: the same bytes every time, and read back as what they say."""
