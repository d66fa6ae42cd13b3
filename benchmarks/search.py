"""Search for names in several scripts, a number and a word, for a hub agency and a small one."""

from functools import partial

from benchmarks.measuring import line, median_ms, request, signed_in, sql
from cases.naming.likeness import best_keys
from demo.bulk.filling import Bulk

QUERIES = ("Somchai Jaidee", "សុខា ចាន់ធូ", "Kyaw Thein", "Nguyen", "+66812345678")
OPTIMUM = """
SELECT r.id, r.text FROM search_searchrow r WHERE r.keys && %(keys)s AND EXISTS (
    SELECT FROM cases_casegroupgrant g
    WHERE g.content_object_id = r.case_id AND g.group_id = %(group)s AND g.expires_at > now())
LIMIT 300
"""


def measure(bulk: Bulk) -> None:
    """A line for each query and agency; the optimum finds candidates by key, without ranking them."""
    for label, agency in (("hub", bulk.hub), ("small", bulk.small)):
        client = signed_in(bulk.analysts[agency.pk], agency)
        for query in QUERIES:
            keys = sorted((best_keys(query) or [{"-"}])[0])
            best = median_ms(sql(OPTIMUM, {"keys": keys, "group": agency.group_id}))
            asked = request(partial(client.post, "/cases/search/", {"q": query}), rounds=5)
            line(f"search, {label}, {query}", asked, best)
