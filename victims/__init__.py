"""Support files, consent and referrals. The package waits for its first model."""
