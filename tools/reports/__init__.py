"""Reports: figures, statements, ledgers, aging, movements, and views kept of them."""
