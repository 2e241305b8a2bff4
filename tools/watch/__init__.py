"""What watches over the books: alerts, and the proof that nothing changed."""
