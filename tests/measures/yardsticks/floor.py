"""A yardstick: the least that a Streamlit page with a canvas can do, which is to show what was drawn once more, smaller."""

import io

import streamlit as st
from PIL import Image
from streamlit_drawable_canvas import st_canvas

st.set_page_config(layout="wide")


@st.fragment
def echo() -> None:
    """The canvas, and 28×28 pixels of it."""
    canvas = st_canvas(
        stroke_width=18,
        stroke_color="#ffffff",
        background_color="#000000",
        height=280,
        width=280,
        drawing_mode="freedraw",
        return_image_data=True,
        key="canvas",
    )
    if picture := canvas.image_bytes:
        st.image(Image.open(io.BytesIO(picture)).convert("L").resize((28, 28)), width=280, output_format="PNG")


echo()
