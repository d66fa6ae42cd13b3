"""Pages of subjects, cards, charges and photos. Each fetches through `access`, runs at most one verb, and answers."""
