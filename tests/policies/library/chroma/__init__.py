"""Chroma as a copy of what SQL holds."""
