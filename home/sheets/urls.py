"""Their addresses, in Vietnamese words as all addresses of the site."""

from django.urls import path

from home.sheets import views
from submissions.public.places import public_page

app_name = "sheets"
urlpatterns = [
    path("ban-doc-loa/<int:pk>/", public_page(views.reading_sheet), name="reading"),
    path("ban-dan-bang-tin/<int:pk>/", public_page(views.board_sheet), name="board"),
]
