"""Lists that come in from Excel: what the columns mean, what the cells say, what would happen to the register."""
