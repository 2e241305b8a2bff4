"""The command line: the same door as every other channel.

main.py the program · frame.py who asks, of which company, how the answer is shown · render.py blocks as
terminal text · commands/ one file a group of commands.
"""
