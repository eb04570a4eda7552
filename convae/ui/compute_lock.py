"""Turns: one visitor's digit is computed at a time."""

from threading import Lock

IN_TURN = Lock()
"""Held while a digit is computed. Python lets only one compute at a time anyway; without turns, every call into NumPy or
zlib hands the processor on, and with fifty visitors an answer takes ten times as long."""
