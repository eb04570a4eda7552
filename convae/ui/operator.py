"""What the server tells whoever runs it, once, when its first visitor comes."""

import platform
import sys
from importlib.metadata import version

import streamlit as st
from streamlit import net_util

import convae
from convae import log


@st.cache_resource
def begin() -> None:
    """Open the log on standard error, say what has started, and keep the server from asking the internet anything."""
    # Asked by the page of another site, Streamlit would look up this machine's addresses, on the internet, too, before it
    # refuses, and every visitor would wait for that.
    net_util.get_internal_ip = net_util.get_external_ip = lambda: None
    log.to(sys.stderr)
    versions = {package: version(package) for package in ("streamlit", "numpy", "keras")}
    log.event("start", version=convae.__version__, python=platform.python_version(), **versions)
