"""Tests of the Slack channel, against an emulator that speaks the real protocol."""
