"""Proof that nothing is lost: power cuts, kills, failing disks and pulled sticks, played on the real program.

Each experiment is a function with a size. The tests run the small size with every submission;
`python3 packaging/dev.py soak` runs the large one and prints the figures.
"""
