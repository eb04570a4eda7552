"""The page on which a visitor trains a network and watches it learn. Read `train_page.py` first."""
