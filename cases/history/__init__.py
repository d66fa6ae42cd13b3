"""Who changed what of a case from what to what."""
