"""The statements that fill a large world of reports. Agency 0 is a hub that most are released to; the last is small.

They take what `statements` takes, with `reports` for how many; `{rest}` and `{defaults}` as there. The reports are of
ten years. Each has a title, a text, a place and grades, some a route or a platform, one subject with a name and a
number, and is released to the hub and to one or two other agencies, from every fourth of which the place is withheld.
"""

REPORTS = """
INSERT INTO reports_report (id, reference, state, originator_id, author_id, checked_by_id, created_at, updated_at,
                            validated_at, {rest})
SELECT gen_random_uuid(), upper(regexp_replace(lpad(to_hex(n), 12, '0'), '(.{4})(.{4})(.{4})', '\\1-\\2-\\3')),
       'validated', (%(agencies)s::uuid[])[i], (%(people)s::uuid[])[i], (%(people)s::uuid[])[i],
       at, at, at, {defaults}
FROM generate_series(1, %(reports)s) AS n
CROSS JOIN LATERAL (SELECT now() - n::float8 / %(reports)s * interval '3650 days' AS at) AS spread
CROSS JOIN LATERAL (SELECT 1 + CASE WHEN n %% 1000 = 0 THEN %(last)s ELSE n %% %(last)s END AS i) AS place
"""
DRAWN = """
CREATE TEMPORARY TABLE bulk_reports ON COMMIT DROP AS
SELECT r.id AS report_id, row_number() OVER (ORDER BY r.reference) AS n, r.author_id, r.originator_id, r.created_at,
       p.text AS name, p.words, p.keys, '+668' || lpad((drawn %% 100000000)::text, 8, '0') AS number,
       'Pier ' || drawn %% 5000 AS place
FROM reports_report r
CROSS JOIN LATERAL (SELECT abs(hashtext(r.id::text)) AS drawn) AS d
JOIN bulk_names p ON p.n = drawn %% (SELECT count(*) FROM bulk_names)
"""
TEXTS = """
INSERT INTO reports_part (id, report_id, author_id, piece, language, text, created_at, {rest})
SELECT gen_random_uuid(), b.report_id, b.author_id, said.piece, 'en', said.text, b.created_at, {defaults}
FROM bulk_reports b CROSS JOIN LATERAL (VALUES
    ('title', 'Report ' || b.n),
    ('body', b.name || ' was seen at ' || b.place || ' before dawn, with eleven men who carried nothing. A white van '
             || 'waited by the ice factory. The driver paid the guard and left the men with their papers taken.')
) AS said (piece, text)
"""
FACTS = """
INSERT INTO reports_part (id, report_id, author_id, piece, data, created_at, {rest})
SELECT gen_random_uuid(), b.report_id, b.author_id, said.piece, said.data, b.created_at, {defaults}
FROM bulk_reports b CROSS JOIN LATERAL (VALUES
    ('place', jsonb_build_object('place', b.place, 'country', 'TH', 'lat', 6 + (b.n %% 1300) / 100.0, 'lon', 98.63,
                                 'located', 'given')),
    ('route', CASE WHEN b.n %% 5 = 0 THEN jsonb_build_object('stops', jsonb_build_array(
        jsonb_build_object('place', b.place, 'country', 'TH'),
        jsonb_build_object('place', 'Port ' || b.n %% 90, 'country', 'MY'))) END),
    ('platforms', CASE WHEN b.n %% 3 = 0 THEN jsonb_build_object('used', jsonb_build_array(
        jsonb_build_object('kind', (ARRAY['social', 'messaging', 'game', 'advert'])[1 + b.n %% 4], 'name', 'A'))) END),
    ('grades', jsonb_build_object('scheme', '4x4', 'source', substr('ABCX', 1 + (b.n %% 4)::int, 1),
                                  'information', (1 + b.n / 4 %% 4)::text))
) AS said (piece, data)
WHERE said.data IS NOT NULL
"""
SUBJECTS = """
INSERT INTO reports_reportsubject (id, report_id, label, kind, role, names, numbers, position, created_at, {rest})
SELECT gen_random_uuid(), b.report_id, b.name, 'Person', 'recruiter',
       jsonb_build_array(jsonb_build_object('text', b.name, 'kind', 'primary', 'language', '')),
       jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', b.number, 'country', '', 'normal', b.number)),
       0, b.created_at, {defaults}
FROM bulk_reports b
"""
RELEASES = """
INSERT INTO releases_release (id, report_id, originator_id, owner_id, asker_id, begun_by_id, state, learned, purpose,
                              withheld, until, created_at, updated_at, activated_at, {rest})
SELECT gen_random_uuid(), b.report_id, other.asker, b.originator_id, other.asker, (%(people)s::uuid[])[1], 'active',
       'reference', 'To find the recruiter', CASE WHEN b.n %% 4 = 0 THEN ARRAY['place'] ELSE '{}' END::varchar(12)[],
       '9999-12-31T00:00:00Z', b.created_at, b.created_at, b.created_at, {defaults}
FROM bulk_reports b CROSS JOIN LATERAL (
    SELECT %(hub)s::uuid AS asker WHERE b.originator_id NOT IN (%(hub)s, %(small)s)
    UNION SELECT agency FROM (
        SELECT (%(agencies)s::uuid[])[2 + (abs(hashtext(b.report_id::text || i)) %% (%(last)s - 1))] AS agency
        FROM generate_series(1, 2) AS i) AS drawn
    WHERE agency NOT IN (b.originator_id, %(hub)s, %(small)s)
) AS other
"""
REPORT_GRANTS = """
INSERT INTO reports_reportgroupgrant (originator_id, content_object_id, group_id, permission_id, expires_at, sort_at,
                                      dated)
SELECT b.originator_id, b.report_id, a.group_id, (%(permissions)s::jsonb ->> held.level)::int, '9999-12-31T00:00:00Z',
       b.created_at, b.created_at
FROM bulk_reports b CROSS JOIN LATERAL (
    SELECT b.originator_id AS agency, 'report_originator' AS level
    UNION ALL SELECT r.asker_id, 'report_recipient' FROM releases_release r WHERE r.report_id = b.report_id
) AS held
JOIN agencies_agency a ON a.id = held.agency
"""
RELEASE_GRANTS = """
INSERT INTO releases_releasegroupgrant (originator_id, content_object_id, group_id, permission_id, expires_at, sort_at)
SELECT r.originator_id, r.id, a.group_id, (%(permissions)s::jsonb ->> held.level)::int, '9999-12-31T00:00:00Z',
       r.updated_at
FROM releases_release r
CROSS JOIN LATERAL (VALUES (r.owner_id, 'release_owner'), (r.asker_id, 'release_asker')) AS held (agency, level)
JOIN agencies_agency a ON a.id = held.agency
"""
FOUND = """
INSERT INTO reports_reportrow (report_id, piece, field, "only", text, words, keys, exact)
SELECT b.report_id, said.piece, said.field, '{}', said.text, said.words, said.keys, said.exact
FROM bulk_reports b CROSS JOIN LATERAL (VALUES
    ('title', 'title', 'Report ' || b.n, array_to_tsvector(ARRAY['report', b.n::text]), '{}'::text[], '{}'::text[]),
    ('body', 'body', b.name || ' was seen at ' || b.place,
     array_to_tsvector(ARRAY['was', 'seen', 'at', 'pier', 'van', 'ice', 'factory', 'driver', 'guard', 'papers'])
     || b.words, '{}', '{}'),
    ('place', 'place', b.place, array_to_tsvector(ARRAY['pier', split_part(b.place, ' ', 2)]), '{}', '{}'),
    ('subjects', 'name', b.name, b.words, b.keys, '{}'),
    ('subjects', 'number', b.number, array_to_tsvector(ARRAY[b.number]), '{}', ARRAY[b.number])
) AS said (piece, field, text, words, keys, exact)
"""
