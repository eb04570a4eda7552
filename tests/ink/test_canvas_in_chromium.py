"""The canvas itself in Chromium: our lines lie on the ink that it draws, wherever its objects are moved, scaled, turned and flipped."""

import base64
import io
from collections.abc import Iterator
from importlib.metadata import files

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page
from scipy import ndimage

from convae import ink
from drawn_digits import drawing, path

SHOW = """async ([source, drawing]) => {
    const url = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
    window.canvas ??= (await import(url)).default;
    const data = {
        canvasWidth: 280, canvasHeight: 280, realtimeUpdateStreamlit: true, returnImageData: true, drawingMode: "freedraw",
        fillColor: "#eee", strokeWidth: 12, strokeColor: "#ffffff", displayRadius: 3, disabled: false, fontSize: 20, label: "",
        backgroundImageURL: null, backgroundImageFit: "stretch", maxDisplayHeight: null,
    };
    const parentElement = document.body;
    const show = (initialDrawing, send) => window.canvas({data: {...data, initialDrawing}, parentElement, setStateValue: send});
    show({objects: [], time: performance.now()}, () => {});
    return await new Promise((done) => show(drawing, (name, value) => name === "drawing" && done(value)));
}"""

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.set_content('<div class="canvas-root"></div>')
    yield page
    page.close()


def shown(page: Page, sent: dict[str, object]) -> tuple[dict[str, object], NDArray[np.float32]]:
    """What the canvas sends back for a drawing, and the picture it draws of it."""
    source = next(file for file in files("streamlit-drawable-canvas") or () if file.name.endswith(".js")).read_text(encoding="utf-8")
    answer = page.evaluate(SHOW, [source, sent])
    picture = Image.open(io.BytesIO(base64.b64decode(answer["data"].split(",")[1]))).convert("L")
    return answer["raw"], np.asarray(picture, np.float32) / 255


@pytest.mark.parametrize("seed", range(8))
def test_our_lines_lie_on_the_ink_of_the_canvas_and_nothing_else_is_inked(page, seed):
    rng = np.random.default_rng(seed)
    anywhere = lambda many: [float(number) for number in rng.uniform(80, 200, many)]  # noqa: E731
    commands = [["M", *anywhere(2)], ["Q", *anywhere(4)], ["L", *anywhere(2)], ["C", *anywhere(6)], ["Q", *anywhere(4)]]
    sent = path(
        *commands,
        strokeWidth=6,
        left=140,
        top=140,
        angle=float(rng.uniform(-180, 180)),
        scaleX=float(rng.uniform(0.5, 1.1)),
        scaleY=float(rng.uniform(0.5, 1.1)),
        flipX=bool(rng.integers(2)),
        flipY=bool(rng.integers(2)),
        skewX=seed % 3 * 8.0,
        originX=["left", "center", "right"][seed % 3],
        originY=["bottom", "top", "center"][seed // 3],
    )
    raw, picture = shown(page, drawing(sent))
    lines = ink.strokes(raw)
    points = np.concatenate(lines)
    to_ink = ndimage.distance_transform_edt(picture < 0.3)
    assert len(points) > 20
    assert max(to_ink[min(int(y), 279), min(int(x), 279)] for x, y in points) == 0
    drawn = ink.steps_of_strokes(lines, brush=6 * 1.1 * 1.2 + 2).ink  # the widest the brush can be, and a pixel around it
    assert picture[drawn < 0.5].max() < 0.5
