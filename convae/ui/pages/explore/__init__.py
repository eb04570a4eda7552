"""The first page: a digit goes in, every number can be seen, and the decoded digit comes out. Read `explore_page.py` first."""
