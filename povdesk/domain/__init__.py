"""What a commune officer knows: households, reviews, standards, indicators, plans. Python's own library only.

Values and functions on them; no database, no window, no clock: a rule that needs a day takes it.
Start reading at `review.py` and `classification.py`.
"""
