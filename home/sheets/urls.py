"""Their addresses, in Vietnamese words as all addresses of the site."""

from django.urls import path

from home.page_cache.middleware import public_page
from home.sheets import views

app_name = "sheets"
urlpatterns = [
    path("ban-doc-loa/<int:pk>/", public_page(views.reading_sheet), name="reading"),
    path("ban-dan-bang-tin/<int:pk>/", public_page(views.board_sheet), name="board"),
]
