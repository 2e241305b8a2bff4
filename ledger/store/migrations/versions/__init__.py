"""Migrations, one file a step; loaded by number, not imported by name."""
