"""Vendors and customers: master data, and what is open with them."""
