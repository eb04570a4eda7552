"""Draw: a canvas, a brush, and what becomes of the strokes."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_drawable_canvas import CanvasResult, st_canvas

from convae import ink, log
from convae.errors import ConvaeError
from convae.html.markup import tag, text
from convae.ink.photo_file import pixels
from convae.ui.compute_lock import IN_TURN
from convae.ui.segmented_choice import one_of
from convae.ui.state import Session
from convae.viewed.viewed_digit import Digit, Drawn, brought_digit, drawn_digit
from convae.words import Words

SIZE = 280
"""Pixels of the canvas in each direction; the page shows it smaller (`explore.css`)."""
BRUSHES = {"thin": 10, "medium": 18, "thick": 28}
"""Widths of the brush in pixels of the canvas."""
_TAMPERED = (AttributeError, LookupError, TypeError, ValueError)
"""What the canvas raises where a browser says something that it never would by itself."""
_NO_DRAWING: dict[str, Any] = {"objects": "?"}
"""What is read instead, and refused as any other drawing that cannot be read."""


def easel(session: Session, words: Words) -> DeltaGenerator:
    """Show the brush and what else changes a drawing, and return the place beside it that is meant for the canvas."""
    with st.container(horizontal=True, wrap=False, gap="small", key="draw"):
        place = st.container(key="canvas_box", width="content", gap=None)
        with st.container(key="canvas_tools", width="content"):
            one_of(words.say("draw.brush"), list(BRUSHES), "medium", "brush", lambda brush: words.say(f"draw.{brush}"))
            st.button(words.say("draw.undo"), key="undo", on_click=_undo, args=(session,), type="tertiary")
            st.button(words.say("draw.clear"), key="clear", on_click=_redraw, args=(session, []), type="tertiary")
    return place


def canvas(session: Session, words: Words) -> Digit | None:
    """Show the canvas and return the drawing on it, or None while there is none.

    A drawing that cannot be read leaves a sentence on the canvas, and the last one that could stays and is called so.
    """
    drawn = _canvas(session)
    raw: Any = drawn.json_data
    objects = raw.get("objects") if isinstance(raw, dict) else raw
    session.drawing.sent = raw if isinstance(raw, dict) and isinstance(objects, list) and objects else None
    if not objects:
        session.drawing.readable = None
        st.html(tag("div", text(words.say("draw.hint")), class_="hint"))
        return None
    try:
        return _digit(drawn, session)
    except ConvaeError as error:
        log.refused("drawing", error.reason)
        st.html(tag("div", text(words.say(error.reason, **error.found)), class_="refused", role="alert"))
    return session.drawing.readable and replace(session.drawing.readable, called="draw.previous")


def told(session: Session, words: Words) -> dict[str, Any]:
    """What the network view has to know of the canvas to follow the pen on it (`blob.js`)."""
    drawing = session.drawing
    strokes = len(drawing.sent["objects"]) if drawing.sent else 0
    about = {"size": SIZE, "brush": _brush(), "title": words.say("draw.title")}
    return about | {"strokes": strokes, "redrawn": drawing.redrawn}


def _brush() -> int:
    return BRUSHES[st.session_state.get("brush", "medium")]


def _canvas(session: Session) -> CanvasResult:
    if "canvas" not in st.session_state:  # it opens afresh, for the first time or after another page
        session.drawing.restored = session.drawing.sent
    try:
        return _canvas_component(session)
    except _TAMPERED:  # the canvas itself is on the page already
        return CanvasResult(json_data=_NO_DRAWING, image_data_url=None, return_image_data=True)


def _canvas_component(session: Session) -> CanvasResult:
    return st_canvas(
        stroke_width=_brush(),
        stroke_color="#ffffff",
        background_color="#000000",
        width=SIZE,
        height=SIZE,
        drawing_mode="freedraw",
        initial_drawing=session.drawing.restored,
        return_image_data=True,
        key="canvas",
    )


def _digit(canvas: CanvasResult, session: Session) -> Digit:
    """The drawing from its strokes; from its picture where the canvas holds what is not a plain stroke."""
    try:
        session.drawing.readable = digit = _from_strokes(canvas.json_data)
    except ink.InkError as error:
        try:
            picture = canvas.image_bytes
        except _TAMPERED:  # no base64, or no text at all
            raise error from None
        if picture is None:
            raise
        return brought_digit(ink.steps_of_picture(pixels(io.BytesIO(picture))[..., 0].astype(np.float32) / 255), "draw.title")
    return digit


def _from_strokes(drawing: Any) -> Digit:
    with IN_TURN:
        lines = ink.lines_of_drawing(drawing, size=(SIZE, SIZE))
        return drawn_digit(Drawn(drawing["objects"], lines), ink.picture_of_lines(lines, size=(SIZE, SIZE)), "draw.title")


def _undo(session: Session) -> None:
    if session.drawing.sent:
        _redraw(session, session.drawing.sent["objects"][:-1])


def _redraw(session: Session, objects: list[Any]) -> None:
    """Let the canvas draw these `objects` instead of its own: it does when its `initial_drawing` is another than the last."""
    session.drawing.redrawn += 1
    session.drawing.restored = {"objects": objects, "redrawn": session.drawing.redrawn}
