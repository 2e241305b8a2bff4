"""Stored documents and their fields, down to the box on the page."""
