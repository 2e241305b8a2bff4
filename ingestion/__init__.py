"""What arrives: files become facts, each with its place on the page and how sure we are."""
