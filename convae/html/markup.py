"""The pieces of HTML that the views are made of; everything that is put in is escaped here."""

from html import escape


def tag(name: str, *children: str, **attributes: object) -> str:
    """An element with its `children`, themselves HTML; an attribute `class_` becomes `class`, `data_x` becomes `data-x`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>"


def text(content: str) -> str:
    """Plain text as HTML."""
    return escape(content)


def image(source: str, alt: str, width: int, height: int, **attributes: object) -> str:
    """A picture whose pixels stay square and sharp, `width` by `height` CSS pixels large where letters are 16 pixels large."""
    written = "".join(f' {key.rstrip("_")}="{escape(str(value))}"' for key, value in attributes.items())
    # `page_shell.css` lets it grow with the letters, unless another rule says how large it is.
    size = f"--across:{width / 16:g}rem;--down:{height / 16:g}rem"
    # Decoded at once, so that a new picture replaces the old one without a blink.
    return f'<img decoding="sync" src="{source}" alt="{escape(alt)}" width="{width}" height="{height}" style="{size}"{written}>'
