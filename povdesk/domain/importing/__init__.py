"""Lists that come in from Excel: what columns and cells mean, and what would happen to the register."""
