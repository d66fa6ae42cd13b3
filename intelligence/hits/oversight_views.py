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
from intelligence.hits.work import laid_aside, put_back


@require_http_methods(["GET", "HEAD", "POST"])
def oversight_hits(request: HttpRequest) -> HttpResponse:
    """Who asks how much, which canaries were found, planting one, work laid aside. Context: patterns, alarms, canaries,
    aside, form."""
    viewer = overseer_of(request)
    form = QuestionForm(posted(request))
    sent = request.method == "POST" and form.is_valid()
    made = attempt(form, lambda: plant(form.question(), by=viewer)) if sent else None
    if made:
        messages.success(request, _("The canary is planted."))
        return redirect("oversight_hits")
    consulted(by=viewer, refs=[on_the_log(viewer.agency_id)], purpose="oversight")
    context = {"patterns": patterns(viewer), "alarms": alarms(viewer), "canaries": sorted_names(canaries(viewer))}
    context |= {"form": form, "many": MANY, "aside": laid_aside(viewer)}
    return render(request, "hits/oversight.html", context, status=422 if form.errors else 200)


@require_POST
def canary_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a canary out."""
    viewer = overseer_of(request)
    take_out(canary_for(viewer, pk), by=viewer)
    messages.success(request, _("The canary is taken out."))
    return redirect("oversight_hits")


@require_POST
def hit_work_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let background work that was laid aside be tried anew."""
    viewer = overseer_of(request)
    put_back(pk, by=viewer)
    messages.success(request, _("It will be tried again within seconds."))
    return redirect("oversight_hits")
