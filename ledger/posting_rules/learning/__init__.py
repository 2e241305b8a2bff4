"""Learning 自学习 of the booking, pure: what a confirmed voucher taught, which of them are like a paper, what they say.

words.py a description as words · lesson.py what one cost line taught · near.py lessons like a paper ·
voting.py what the near ones say, and how sure that is
"""

from ledger.posting_rules.learning.lesson import Lesson, Tax, lessons_of
from ledger.posting_rules.learning.near import Near, Seen, near
from ledger.posting_rules.learning.voting import SURE, USED, Learned, Said, learned
from ledger.posting_rules.learning.words import words_of

__all__ = [
    "SURE",
    "USED",
    "Learned",
    "Lesson",
    "Near",
    "Said",
    "Seen",
    "Tax",
    "learned",
    "lessons_of",
    "near",
    "words_of",
]
