"""Another key for the personal data: what may change is written anew, what is approved stays under the old key."""

from django.db import transaction

from royalties.models import PaymentLine, PaymentList
from submissions.kept.encrypted import ELSEWHERE, encrypted_fields, needs_an_older_key


@transaction.atomic
def rotate():
    """Encrypt anew with the first key; return (number of records written, of locked lines that need an older key).

    Raises UnreadablePersonalData, and changes nothing, where something cannot be read with any of the keys.
    """
    # Nobody enters a number, or approves a list, between the reading and the writing.
    people = [row for holder in encrypted_fields() if holder is not PaymentLine for row in rows_of(holder)]
    for row in people:
        row.save()
    lists = list(PaymentList.objects.select_for_update().filter(approved_at__isnull=True))
    still_open = list(PaymentLine.objects.filter(payment_list__in=lists))
    for line in still_open:
        line.save()
    elsewhere = sum(kept.write_anew() for kept in ELSEWHERE)
    return len(people) + len(still_open) + elsewhere, _locked_under_an_older_key()


def rows_of(holder):
    """All rows of the model `holder`, held until they are written."""
    return holder.objects.select_for_update()


def _locked_under_an_older_key():
    locked = PaymentLine.objects.filter(payment_list__approved_at__isnull=False).with_stored_tokens()
    tokens = locked.values_list("stored_tax_code", "stored_identity_number", "stored_bank_account")
    return sum(any(map(needs_an_older_key, line)) for line in tokens.iterator())
