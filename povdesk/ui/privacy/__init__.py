"""Users of the program, the data of one person, and how long records are kept."""
