"""What the other rooms ask of a screening: does it stop a warrant or a notice on this person?"""

from cases.subjects.models import Subject


def screening_stops(subject: Subject) -> bool:
    """Whether a screening is due or found a victim, as it stands now: asked inside a verb that holds the case's lock.

    A list reads `subject.stopped` instead, which costs no query.
    """
    return subject.stops_now()
