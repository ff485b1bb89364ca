"""Lists on the screen as Excel files: exactly their rows and columns."""
