"""One file a place: each turns tool results into a page, and forms into tool calls."""
