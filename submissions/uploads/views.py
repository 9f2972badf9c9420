"""The upload protocol tus 1.0 (https://tus.io/protocols/resumable-upload: core, creation, termination), for photos.

A photo is made of the bytes by a request of its own, which may be repeated as often as its answer is lost.
"""

import base64
import binascii

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from submissions.models import Unit
from submissions.screens.posted_numbers import posted_number
from submissions.screens.refusals import Refusal
from submissions.uploads import known, receiving

VERSION = "1.0.0"
PART = "application/offset+octet-stream"
THUMBNAIL = "max-330x330"


class TusView(View):
    """Answers in the protocol's headers, and says in words (JSON) why something is refused."""

    def dispatch(self, request, *args, **kwargs):
        # A link that somebody opens leads to where photos are added.
        if request.method == "GET":
            return redirect("submissions:write")
        try:
            response = super().dispatch(request, *args, **kwargs)
        except receiving.WrongPlace as refusal:
            response = refused(refusal, status=409)
            response["Upload-Offset"] = refusal.upload.received
        except receiving.TooLarge as refusal:
            response = refused(refusal, status=413)
        except Refusal as refusal:
            response = refused(refusal, status=403)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request, *args, **kwargs):
        headers = {
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,termination",
            "Tus-Max-Size": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        }
        return HttpResponse(status=204, headers=headers)


def refused(refusal, *, status):
    return JsonResponse({"error": str(refusal.sentence)}, status=status)


class BeginView(TusView):
    """A new upload: `Upload-Metadata` has the name of the file, the number of the unit and the key of the form."""

    def post(self, request):
        about = metadata(request.headers.get("Upload-Metadata", ""))
        size = posted_number(request.headers.get("Upload-Length"))
        unit = Unit.objects.select_related("collection").filter(pk=posted_number(about.get("unit"))).first()
        form_key, name = about.get("form", ""), about.get("filename", "")[-200:]
        if unit is None or size is None or not name or not 0 < len(form_key) <= 64 or "\0" in form_key + name:
            return HttpResponse(status=400)
        upload = receiving.begin(user=request.user, unit=unit, form_key=form_key, name=name, size=size)
        return HttpResponse(status=201, headers={"Location": reverse("photo_uploads:upload", args=[upload.token])})


class UploadView(TusView):
    """One upload of the person's own: how far it is, its next part, its end before its time."""

    def setup(self, request, *args, token, **kwargs):
        super().setup(request, *args, token=token, **kwargs)
        self.upload = receiving.own_upload(request.user, token)

    def dispatch(self, request, *args, **kwargs):
        if self.upload is None and request.method != "GET":
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def head(self, request, token):
        headers = {"Upload-Offset": self.upload.received, "Upload-Length": self.upload.size}
        return HttpResponse(headers=headers)

    def patch(self, request, token):
        receiving.require_member(request.user, self.upload.unit)
        offset = posted_number(request.headers.get("Upload-Offset"))
        if request.content_type != PART:
            return HttpResponse(status=415)
        if offset is None:
            return HttpResponse(status=400)
        try:
            content = request.body
        except UnreadablePostError:
            # The line broke on the way: the client asks where to go on.
            return HttpResponse(status=400)
        upload = receiving.receive(self.upload, offset=offset, content=content)
        return HttpResponse(status=204, headers={"Upload-Offset": upload.received})

    def delete(self, request, token):
        self.upload.forget_bytes()
        self.upload.delete()
        return HttpResponse(status=204)


class FinishView(UploadView):
    """The photo of a whole upload, as JSON: its number, its title, a small picture, and what to know about it."""

    http_method_names = ["post"]

    def post(self, request, token):
        image = receiving.finish(self.upload, user=request.user)
        small = image.get_rendition(THUMBNAIL)
        return JsonResponse(
            {
                "pk": image.pk,
                "title": image.title,
                "thumbnail": small.url,
                "width": image.width,
                "height": image.height,
                "notes": known.used_before(request.user, image),
            }
        )


def metadata(header):
    """{key: text} of the protocol's header: keys with their values in Base64, between commas."""
    found = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found
