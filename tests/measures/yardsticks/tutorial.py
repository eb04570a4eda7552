"""A yardstick: how a tutorial would build it, with TensorFlow in the page and a Matplotlib figure for each layer.

MODEL=models/classic.keras streamlit run tests/measures/yardsticks/tutorial.py
"""

import io
import os

import keras
import matplotlib.pyplot as plt
import numpy as np
import streamlit as st
from PIL import Image
from streamlit_drawable_canvas import st_canvas

st.set_page_config(layout="wide")


@st.cache_resource
def load() -> keras.Model:
    """The model, with the maps of every layer as its outputs."""
    model = keras.models.load_model(os.environ["MODEL"])
    return keras.Model(model.inputs, [layer.output for layer in model.layers])


model = load()
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
    digit = np.asarray(Image.open(io.BytesIO(picture)).convert("L").resize((28, 28)), np.float32) / 255
    for layer, maps in zip(model.layers[1:], model.predict(digit[None, ..., None], verbose=0), strict=False):
        if maps.ndim == 4:
            st.write(layer.name)
            figure, axes = plt.subplots(1, maps.shape[-1], figsize=(16, 1.5), squeeze=False)
            for channel, place in enumerate(axes[0]):
                place.imshow(maps[0, :, :, channel])
                place.axis("off")
            st.pyplot(figure)
            plt.close(figure)
    st.image(digit, width=200)
    st.image(maps[0, :, :, 0], width=200)
