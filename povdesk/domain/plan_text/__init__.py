"""Reads the text of a plan that an office already has: sections, targets, roles, recipients, every number.

Nothing is taken silently: what was read keeps the line it came from, and what is not sure carries a mark.
"""
