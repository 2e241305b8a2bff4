"""The web app, through the real app over a small company: who may, forms, files, headers, REST."""
