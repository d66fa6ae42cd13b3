"""Very large worlds, written by SQL as the verbs would have left them: for measuring, never for working in."""
