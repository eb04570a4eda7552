"""Turns: one visitor's digit is computed at a time."""

from threading import RLock

IN_TURN = RLock()
"""Held while a digit is computed. Python lets only one compute at a time anyway; without turns, every call into NumPy or
zlib hands the processor on, and with fifty visitors an answer takes ten times as long. Who has it may take it again."""
