"""What can be done: typed tools behind one door.

registry.py declares, gateway.py is the door, house.py puts both together; context.py what a tool is given, outcome.py
what it gives back, blocks.py what an answer is made of.
A folder a noun, a file a subject: cash/ · chart/ · company/ · documents/ · exchange/ (books in and out) · month/ · parties/ ·
people/ · policies/ · proposals/ · reports/ · tax/ · vouchers/ · watch/ (alerts, proof); found by catalogue.py.
door/ what stands before a company · shared/ what several tools stand on · closing/ the steps of a month end · sheets/ printing/
tables/ files out, pages, files in · operate/ the machine · demo/ the demo company.
"""
