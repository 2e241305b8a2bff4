"""Forecasts and comparisons (not yet open)."""
