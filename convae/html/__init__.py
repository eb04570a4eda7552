"""The page's pictures and sentences as HTML: values in, text out. It knows no Streamlit.

Read `markup.py` first, the pieces that all others are made of.
"""
