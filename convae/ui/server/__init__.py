"""What the server does for whoever runs it: how it starts, what it says when it fails, how much it takes. Only `app.py` asks for it."""
