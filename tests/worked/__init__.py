"""Companies worked by hand: vouchers with their reasoning, statements added up on paper; the code must say the same."""
