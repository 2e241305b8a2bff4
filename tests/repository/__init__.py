"""Checks of the repository itself: words, licences, lock, shape of the house."""
