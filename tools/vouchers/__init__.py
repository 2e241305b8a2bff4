"""Vouchers: keyed, kept as drafts and templates, proposed, posted, moved between dimensions, printed."""
