"""Figures as files: the two forms by themselves, and answers sent through the door."""
