"""What browsers are told to refuse (docs/headers.md): policies of public pages, of the back office, of devices."""

from .doors import OIDC_SERVER

# Previews, and what a second person reads before publishing, are frames of our own admin: DENY would leave them empty.
X_FRAME_OPTIONS = "SAMEORIGIN"
# What a page may load and do (docs/headers.md): its own files, and nothing that stands inside it as script or style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "img-src": ["'self'"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
    }
}
# In the back office: previews are frames, photos are shown before they are sent; of Wagtail's, choosers, days and rows
# of a form stand as scripts inside the page, and scripts (the field of tags, jQuery UI) write styles into it.
BACK_OFFICE_POLICY = {
    "frame-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}
if OIDC_SERVER:
    # Chromium asks the policy for where a form is redirected to as well.
    BACK_OFFICE_POLICY["form-action"] = ["'self'", "/".join(OIDC_SERVER.split("/")[:3])]
# What no page of ours asks a device for. Reading aloud, sharing and copying are none of it.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "bluetooth",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
