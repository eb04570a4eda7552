"""Python that writes down to which addresses it connects: put this folder on PYTHONPATH, and a file's name in CONNECTIONS."""

import os
import sys
from pathlib import Path


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        address = arguments[1] if event != "socket.getaddrinfo" else arguments[:2]
        with Path(os.environ["CONNECTIONS"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {address}\n")


sys.addaudithook(_note)
