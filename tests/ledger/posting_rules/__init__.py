"""Tests of posting rules."""
