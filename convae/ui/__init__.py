"""The pages, and the only place that knows Streamlit.

Read `pages/explore/explore_page.py` first: it is the page that opens, and its `page` function reads like a table of contents. What the
pages share stands beside `pages/`; `server/` is for whoever runs the app.
"""
