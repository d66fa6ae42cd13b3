"""What every upload of the centre passes through: checked by content, kept sealed, served as a download."""
