"""What the server tells whoever runs it, once, when its first visitor comes."""

import platform
import sys
from importlib.metadata import version

import streamlit as st

import convae
from convae import log


@st.cache_resource
def begin() -> None:
    """Open the log on standard error, and say what has started."""
    log.to(sys.stderr)
    versions = {package: version(package) for package in ("streamlit", "numpy", "keras")}
    log.say("start", version=convae.__version__, python=platform.python_version(), **versions)
