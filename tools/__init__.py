"""What can be done: typed tools behind one door."""
