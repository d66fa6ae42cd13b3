"""Names and numbers as people write them: in any script, in any order, with titles, tones and separators."""
