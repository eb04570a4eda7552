"""The pages, a room for each: none of them knows another. Read `explore` first, which opens, and reads like a table of contents."""
