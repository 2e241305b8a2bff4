"""Books in and out: foreign ledgers, journals, exports."""
