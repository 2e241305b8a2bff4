"""Figures, each a ratio to a floor or a peer in the same run."""
