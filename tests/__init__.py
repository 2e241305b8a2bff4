"""Mirrors the tree; journeys are people, hostile are attacks."""
