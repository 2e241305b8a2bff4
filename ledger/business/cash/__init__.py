"""Cash and bank: where money is kept (places.py)."""
