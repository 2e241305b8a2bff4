"""Business documents: parties, invoices, open items."""
