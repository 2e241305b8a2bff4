"""Electronic signatures that a file carries: whether what was signed is what lies here. Who signed is never vouched for."""
