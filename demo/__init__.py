"""World files: a described world is read, checked, and played through the verbs of the product."""
