"""Where people are: web, Slack, command line."""
