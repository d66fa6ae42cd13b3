"""Every address of the centre."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from cases import desk
from coordination_center.health import health
from coordination_center.pages import gallery

urlpatterns = [
    path("", desk.home, name="home"),
    path("health/", health, name="health"),
    path("ui/", gallery, name="ui"),
    path("", include("agencies.urls")),
    path("", include("agencies.duty.urls")),
    path("", include("access.urls")),
    path("", include("audit.urls")),
    path("", include("drafts.urls")),
    path("", include("notifications.urls")),
    path("", include("intelligence.usage.urls")),
    path("", include("intelligence.overview.urls")),
    path("", include("intelligence.releases.urls")),
    path("", include("intelligence.reports.urls")),
    path("", include("intelligence.sources.urls")),
    path("", include("intelligence.notices.urls")),  # before the cases', whose last line takes any verb
    path("", include("operations.urls")),
    path("", include("cases.urls")),
    path("", include("intelligence.rfis.urls")),
    path("", include("intelligence.hits.urls")),
    path("api/", include("agencies.urls_api")),
    path("api/", include("agencies.duty.urls_api")),
    path("api/", include("audit.urls_api")),
    path("api/", include("notifications.urls_api")),
    path("api/", include("cases.urls_api")),
    path("api/", include("intelligence.usage.urls_api")),
    path("api/", include("intelligence.overview.urls_api")),
    path("api/", include("intelligence.releases.urls_api")),
    path("api/", include("intelligence.reports.urls_api")),
    path("api/", include("intelligence.sources.urls_api")),
    path("api/", include("intelligence.rfis.urls_api")),
    path("api/", include("intelligence.notices.urls_api")),
    path("api/", include("intelligence.hits.urls_api")),
    path("api/", include("operations.urls_api")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema", http_method_names=["get"]), name="docs"),
]

handler400 = "coordination_center.answers.bad_request"
handler403 = "coordination_center.answers.forbidden"
handler404 = "coordination_center.answers.absent"
handler500 = "coordination_center.answers.broken"
