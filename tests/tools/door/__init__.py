"""Tests of what stands at the door."""
