"""Journals for other programs."""
