"""What has happened: the books, the documents behind them, and what can be proved about both."""
