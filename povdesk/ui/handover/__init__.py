"""The page that writes the dossier for the next officer."""
