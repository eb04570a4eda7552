"""What a visitor looks at: a digit, a model with all that is known of it, its network at one moment, two of them side by side.

Nothing here knows a page, and nothing makes HTML.
"""
