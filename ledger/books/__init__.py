"""The seal: vouchers enter here and never leave."""
