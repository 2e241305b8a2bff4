"""Revision, digest, confirmation, maker and checker."""
