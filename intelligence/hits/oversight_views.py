"""Oversight's page of questions and canaries. Whoever has not the role gets the answer of no such address."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.keeping import on_the_log
from audit.log import consulted
from audit.views import overseer_of
from coordination_center.sending import attempt, posted
from intelligence.hits.canaries import plant, take_out
from intelligence.hits.forms import QuestionForm
from intelligence.hits.oversight import MANY, alarms, canaries, canary_for, patterns, sorted_names


@require_http_methods(["GET", "HEAD", "POST"])
def oversight_hits(request: HttpRequest) -> HttpResponse:
    """Who asks how much, which canaries were found, and planting one. Context: patterns, alarms, canaries, form."""
    viewer = overseer_of(request)
    form = QuestionForm(posted(request))
    sent = request.method == "POST" and form.is_valid()
    made = attempt(form, lambda: plant(form.question(), by=viewer)) if sent else None
    if made:
        messages.success(request, _("The canary is planted."))
        return redirect("oversight_hits")
    consulted(by=viewer, refs=[on_the_log(viewer.agency_id)], purpose="oversight")
    context = {"patterns": patterns(viewer), "alarms": alarms(viewer), "canaries": sorted_names(canaries(viewer))}
    status = 422 if form.errors else 200
    return render(request, "hits/oversight.html", context | {"form": form, "many": MANY}, status=status)


@require_POST
def canary_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a canary out."""
    viewer = overseer_of(request)
    take_out(canary_for(viewer, pk), by=viewer)
    messages.success(request, _("The canary is taken out."))
    return redirect("oversight_hits")
