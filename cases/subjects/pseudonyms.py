"""Made-up names for potential victims: two words and a number, drawn at random and saying nothing of the person.

The words are of weather, stones, plants and birds: of no people, no faith, no sex and no condition.
"""

import secrets

FIRST = (
    "amber", "ashen", "azure", "brass", "bright", "bronze", "calm", "cedar", "clear", "cobalt", "copper", "coral",
    "crimson", "dawn", "deep", "dusky", "early", "ember", "fern", "golden", "granite", "green", "hazel", "high",
    "indigo", "iron", "ivory", "jade", "late", "lilac", "lunar", "maple", "marble", "misty", "mossy", "northern",
    "ochre", "olive", "opal", "pearl", "pine", "quartz", "quiet", "rainy", "river", "rose", "russet", "saffron",
    "sandy", "scarlet", "silver", "slate", "southern", "still", "stone", "sunny", "tall", "teal", "umber", "velvet",
    "violet", "western", "windy", "winter",
)  # fmt: skip
SECOND = (
    "acacia", "aspen", "bamboo", "beacon", "birch", "bridge", "brook", "cloud", "comet", "crane", "creek", "delta",
    "dune", "egret", "falcon", "field", "finch", "fjord", "garden", "glade", "grove", "harbour", "heron", "hill",
    "hornbill", "island", "kestrel", "kite", "lagoon", "lake", "lantern", "lark", "ledge", "lotus", "magpie", "meadow",
    "moon", "orchid", "osprey", "palm", "pebble", "pelican", "plover", "pond", "rain", "reef", "ridge", "robin",
    "sail", "shore", "snowdrop", "sparrow", "spring", "star", "stork", "swallow", "swan", "tern", "thrush", "tide",
    "valley", "wagtail", "willow", "wren",
)  # fmt: skip


def drawn() -> str:
    """A pseudonym such as “Amber Heron 417”: one of 3.7 million, by the system's own random source."""
    first, second = secrets.choice(FIRST), secrets.choice(SECOND)
    return f"{first.title()} {second.title()} {100 + secrets.randbelow(900)}"
