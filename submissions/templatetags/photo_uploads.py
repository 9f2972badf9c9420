"""The scripts of photos in a form."""

from django import template

from submissions.uploads.words import photo_scripts

register = template.Library()
register.simple_tag(photo_scripts)
