"""The page that tells the whole story of the network. Read `about_page.py` first."""
