"""How a dossier leaves the server: as a download that no cache keeps and no page opens."""

from django.http import HttpResponse

NAME = "dossier.pdf"  # says nothing of the case: names of files outlive their folders


def pdf_answer(pdf: bytes) -> HttpResponse:
    """The PDF as an attachment."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{NAME}"'
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
