"""What stands before a company: who comes in, where companies are made, what is read without one. No tools in here."""
