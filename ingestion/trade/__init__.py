"""Papers of trade that are no bill: purchase orders and delivery notes, printed or photographed.

labels.py their titles and labels, in the languages of the house · kind.py whether a paper is one · reading.py its fields
"""
