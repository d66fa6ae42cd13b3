"""The statements that fill a large world. Agency 0 is a hub that takes part in most cases; the last one is small.

`{rest}` and `{defaults}` stand for the columns that a statement does not name, and what Django gives them. What it
takes: `agencies` (ids), `people` (one writer per agency, in the same order), `last` (index of
the last agency), `hub`, `small`, `cases`, `subjects` (per case), `permissions` (guardian's, as JSON).
"""

CASES = """
INSERT INTO cases_case (id, title, state, originator_id, created_at, updated_at, opened_at, {rest})
SELECT gen_random_uuid(), 'Case ' || n, 'open',
       (%(agencies)s::uuid[])[1 + CASE WHEN n %% 1000 = 0 THEN %(last)s ELSE n %% %(last)s END],
       now() - n * interval '1 second', now() - n * interval '1 second', now(), {defaults}
FROM generate_series(1, %(cases)s) AS n
"""
PARTS = """
INSERT INTO cases_participation (id, case_id, agency_id, level, state, until, invited_by_id, invited_at, {rest})
SELECT gen_random_uuid(), c.id, part.agency, part.level, 'active', '9999-12-31T00:00:00Z',
       (%(people)s::uuid[])[1], c.created_at, {defaults}
FROM cases_case c CROSS JOIN LATERAL (
    SELECT c.originator_id AS agency, 'lead' AS level
    UNION ALL SELECT %(hub)s, 'observer' WHERE c.originator_id <> %(hub)s AND c.originator_id <> %(small)s
    UNION ALL SELECT agency, 'partner' FROM (
        SELECT (%(agencies)s::uuid[])[2 + (abs(hashtext(c.id::text || i)) %% (%(last)s - 1))] AS agency
        FROM generate_series(1, 3) AS i) AS drawn
    WHERE agency NOT IN (c.originator_id, %(hub)s, %(small)s)
    GROUP BY agency
) AS part
"""
GRANTS = """
INSERT INTO cases_casegroupgrant (originator_id, content_object_id, group_id, permission_id, expires_at, sort_at)
SELECT c.originator_id, p.case_id, a.group_id, (%(permissions)s::jsonb ->> ('case_' || p.level))::int,
       '9999-12-31T00:00:00Z', c.updated_at
FROM cases_participation p JOIN agencies_agency a ON a.id = p.agency_id JOIN cases_case c ON c.id = p.case_id
"""
SUBJECTS = """
INSERT INTO subjects_subject (id, case_id, agency_id, author_id, created_at, updated_at, label, kind, role, {rest})
SELECT gen_random_uuid(), c.id, c.originator_id, w.person, c.created_at, c.created_at, p.text, 'Person',
       (ARRAY['suspect', 'recruiter', 'transporter', 'organiser', 'witness'])[1 + (drawn %% 5)], {defaults}
FROM cases_case c
JOIN (SELECT unnest(%(agencies)s::uuid[]) AS agency, unnest(%(people)s::uuid[]) AS person) AS w
  ON w.agency = c.originator_id
CROSS JOIN generate_series(1, %(subjects)s) AS n
CROSS JOIN LATERAL (SELECT abs(hashtext(c.id::text || 's' || n)) AS drawn) AS d
JOIN bulk_names p ON p.n = drawn %% (SELECT count(*) FROM bulk_names)
"""
NAMES = """
INSERT INTO subjects_subjectname (id, subject_id, text, kind, position, {rest})
SELECT gen_random_uuid(), s.id, s.label, 'primary', 0, {defaults} FROM subjects_subject s
"""
NUMBERS = """
INSERT INTO subjects_identifier (id, subject_id, kind, value, normal, position, {rest})
SELECT gen_random_uuid(), s.id, 'phone', number, number, 0, {defaults}
FROM subjects_subject s
CROSS JOIN LATERAL (SELECT '+668' || lpad((abs(hashtext(s.id::text)) %% 100000000)::text, 8, '0') AS number) AS drawn
"""
CROWDED_SUBJECTS = """
INSERT INTO subjects_subject (id, case_id, agency_id, author_id, created_at, updated_at, label, kind, role, {rest})
SELECT gen_random_uuid(), %(crowded)s, %(hub)s, (%(people)s::uuid[])[1], now(), now(), p.text, 'Person', '', {defaults}
FROM bulk_names p WHERE p.n < 500
"""
CROWDED_LINKS = """
INSERT INTO links_link (id, case_id, agency_id, author_id, created_at, updated_at, source_id, target_id, kind, {rest})
SELECT gen_random_uuid(), %(crowded)s, %(hub)s, (%(people)s::uuid[])[1], now(), now(), a.id, b.id, 'knows', {defaults}
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM subjects_subject WHERE case_id = %(crowded)s) AS a
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM subjects_subject WHERE case_id = %(crowded)s) AS b
  ON b.n IN (1 + a.n %% 20, a.n + 1, a.n + 7) AND b.id <> a.id
"""
FOUND_CASES = """
INSERT INTO search_searchrow (case_id, object_type, object_id, field, text, words, {rest})
SELECT c.id, 'case', c.id, 'title', c.title, array_to_tsvector(ARRAY['case', split_part(c.title, ' ', 2)]), {defaults}
FROM cases_case c
"""
FOUND_NAMES = """
INSERT INTO search_searchrow (case_id, object_type, object_id, field, text, words, keys, {rest})
SELECT s.case_id, 'subject', s.id, 'name', s.label, p.words, p.keys, {defaults}
FROM subjects_subject s JOIN bulk_names p ON p.text = s.label
"""
FOUND_NUMBERS = """
INSERT INTO search_searchrow (case_id, object_type, object_id, field, text, words, exact, {rest})
SELECT s.case_id, 'subject', s.id, 'number', i.normal, array_to_tsvector(ARRAY[i.normal]), ARRAY[i.normal], {defaults}
FROM subjects_identifier i JOIN subjects_subject s ON s.id = i.subject_id
"""
POOL = "CREATE TEMPORARY TABLE bulk_names (n int PRIMARY KEY, text text, words tsvector, keys text[]) ON COMMIT DROP"
INTO_POOL = "INSERT INTO bulk_names VALUES (%s, %s, array_to_tsvector(%s), %s)"
