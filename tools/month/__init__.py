"""A month and its end: the list of what is to do, periods, accruals, cards of assets and deferrals."""
