"""The one log: every change and every consultation, written once, sealed, read by many."""
