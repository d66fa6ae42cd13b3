"""Where a request comes from, as far as it can be believed."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 (not bound to: what a request over a socket file counts as)


def client_address(request: HttpRequest) -> str:
    """The client's IP address: the peer's, or what the outermost of `TRUSTED_PROXIES` proxies of ours saw.

    Each proxy appends its peer to X-Forwarded-For, so only that many entries from the right are not the client's own
    invention. `UNKNOWN` where nothing valid is left.
    """
    believed = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        chain = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if entry.strip()]
        if len(chain) >= settings.TRUSTED_PROXIES:
            believed = chain[-settings.TRUSTED_PROXIES]
    try:
        parsed = ip_address(believed)
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or parsed)
    return str(parsed)


def counted_address(request: HttpRequest) -> str:
    """The address as limits count it: for IPv6 the /64, since one machine has all of it."""
    address = client_address(request)
    if ":" in address:
        return str(ip_network(f"{address}/64", strict=False).network_address)
    return address
