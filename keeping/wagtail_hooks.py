"""What is registered with Wagtail's admin."""

from wagtail import hooks

from keeping.panels.panels import add_panel

hooks.register("construct_homepage_panels", add_panel)
