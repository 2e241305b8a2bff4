"""Policy texts: cutting, dating, searching, answering."""
