"""Policies: published, asked, indexed."""
