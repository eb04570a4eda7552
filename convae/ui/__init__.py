"""The pages, and the only place that knows Streamlit.

Read `explore.py` first: it is the page that opens, and its `page` function reads like a table of contents.
"""
