"""Slack: people hand in papers, answer one question, confirm what they were shown.

app.py the channel put together, over HTTP (http.py) or Socket Mode (socket.py) · work.py acknowledge first, work
later · events.py messages and files · acts.py buttons · forms.py modals and what they submit · linking.py who is who ·
files.py fetching · follow.py cards that move · sender.py checker.py the two cards · asked_papers.py what an auditor asks for ·
render.py reply blocks ·
kit.py Block Kit within its limits · text.py words made harmless · post.py the way out.
"""
