"""Papers: handed in, read, opened with their boxes, followed, withdrawn."""
