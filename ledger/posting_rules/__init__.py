"""From facts to lines: which accounts, which tax, which dimensions, and why."""
