"""The page that looks whether the data are whole."""
