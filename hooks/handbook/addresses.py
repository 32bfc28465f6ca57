"""Which addresses a page of the handbook may name."""

import re
from urllib.parse import urlsplit

# The last part begins with a letter, so no form of an IP address passes.
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
PRIVATE = (".local", ".internal", ".localhost", ".lan", ".home", ".corp", ".arpa", ".onion")
UNSAFE = re.compile(r"""[^!#$%&()*+,./0-9:;=?@A-Z_a-z~'-]""")
MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
OWN = re.compile(r"(/[a-z0-9]+([._-][a-z0-9]+)*)+(#[a-z0-9_-]+)?|#[a-z0-9_-]+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def public_address(text: str) -> str:
    """The address itself if it is one that anybody on the web can open; ValueError says why not."""
    if found := UNSAFE.search(text):
        raise ValueError(f'holds "{found[0]}", which an address may not have; encode it with %')
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("is no address; copy it again from the browser") from None
    if parts.scheme != "https":
        raise ValueError("must begin with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a name or password before the @; leave it out")
    if not HOST.fullmatch(host) or host.endswith(PRIVATE) or port:
        raise ValueError(f'leads to "{parts.netloc}"; name a host that anybody can reach')
    return text


def wrong_with_link(address: str) -> str:
    """Why a body may not link to an address, or nothing."""
    if OWN.fullmatch(address) or MAIL.fullmatch(address):
        return ""
    if address.startswith("//"):
        return "must begin with https://"
    if not SCHEME.match(address):
        return "must be https://..., mailto:name@host, #section or /folder/page.md"
    try:
        public_address(address)
    except ValueError as error:
        return str(error)
    return ""


def wrong_with_picture(address: str) -> str:
    """Why a body may not show a picture, or nothing."""
    if address.startswith("/assets/") and OWN.fullmatch(address):
        return ""
    return "must lie in docs/assets; write it as /assets/images/name.svg"
