"""The API of subjects, cards, charges, photos and proposals, under /api/cases/<pk>/."""
