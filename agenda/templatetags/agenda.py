"""How days are told in the calendar."""

from django import template

from vietnamese import dates

register = template.Library()
register.filter(dates.weekday_date)


@register.filter
def is_today(day):
    return day == dates.today()
