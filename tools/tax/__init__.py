"""VAT and the invoices it rests on."""
