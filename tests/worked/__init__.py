"""Companies worked by hand in workbooks of formulas: vouchers with their reasoning, balances, statements; the code must say the same."""
