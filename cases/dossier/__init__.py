"""The dossier of a case: what one reader may see of it, on paper."""
