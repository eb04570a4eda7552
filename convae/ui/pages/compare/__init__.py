"""The page that puts two side by side. Read `compare_page.py` first."""
