"""What the server does for whoever runs it, once, when its first visitor comes."""

import atexit
import platform
import sys
from contextlib import suppress
from importlib.metadata import version

import streamlit as st
from streamlit import net_util, runtime

import convae
from convae import digits, log
from convae.errors import BROKEN_ARRAYS
from convae.ui.server import failure, upload_limits


@st.cache_resource(show_spinner=False)
def begin() -> None:
    """Open the log on standard error, say what has started, and keep the server small, and from asking the internet anything."""
    # Asked by the page of another site, Streamlit would look up this machine's addresses, on the internet, too, before it
    # refuses, and every visitor would wait for that.
    net_util.get_internal_ip = net_util.get_external_ip = lambda: None
    log.to(sys.stderr)
    failure.be_told()
    upload_limits.bound()
    # Here all others wait. A class that comes at once would read the digits as often as there are threads, and the server would
    # keep the memory that this takes: 400 MB with a hundred visitors instead of 290.
    with suppress(*BROKEN_ARRAYS):  # the page says so
        digits.load_test()
    versions = {package: version(package) for package in ("streamlit", "numpy", "keras")}
    if runtime.exists():  # it does not in a test of the page alone
        atexit.register(log.event, "stop")  # who is killed says nothing
    log.event("start", version=convae.__version__, python=platform.python_version(), **versions)
