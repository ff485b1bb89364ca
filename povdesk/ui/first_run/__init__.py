"""The first steps: try the invented commune, or begin the register of one's own. Start with page.py."""
