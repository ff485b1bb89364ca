"""Indicators on the screen: how a status looks, and the lists behind a number."""
