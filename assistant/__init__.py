"""Understanding a request: an agent over the tools its caller may use.

turn.py one question, one answer · conversations.py a question inside a conversation, kept · history.py what came before,
bounded · belt.py the caller's tools as LangChain tools · models/ the planner as a chat model, a scripted and a hostile one ·
planner/ requests read by rules · safety.py what a model's words may carry · figures/ numbers however they are spelled ·
backing.py which figures the tools gave · shown.py blocks as lines of text.
"""
