"""The book as it is sent: written once for each network and language, for every visitor who comes gets one."""

from weakref import WeakKeyDictionary

from convae.ui.network_view.assets import modules, style
from convae.ui.network_view.blob import encoded
from convae.ui.network_view.network_description import book
from convae.viewed.viewed_network import ViewedNetwork
from convae.words import Words

_WRITTEN: WeakKeyDictionary[ViewedNetwork, dict[Words, bytes]] = WeakKeyDictionary()
"""By the network and the language; those of a network that nobody looks at any more go with it."""


def written_book(shown: ViewedNetwork, words: Words) -> bytes:
    """What `blob.js` calls a book: what is known of the network, and the view's scripts and style."""
    written = _WRITTEN.setdefault(shown, {})
    if words not in written:
        written[words] = encoded(book(shown, words) | {"modules": modules(), "style": style()})
    return written[words]
