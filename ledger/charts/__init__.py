"""Charts of accounts as data, and the code that reads them."""
