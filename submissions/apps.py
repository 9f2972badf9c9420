from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("News and units")

    def ready(self):
        from submissions import checks
        from submissions.accounts import permission_names
        from submissions.chain import signals
        from submissions.kept import settings_rows, whole_deletions
        from submissions.media import tags
        from submissions.media.seals import SEALED
        from submissions.rights import policies
        from submissions.screens import admin_fields, wagtail_words
        from submissions.standing import page_indexes
        from submissions.statements.records import SEALED as STATEMENTS
        from submissions.upkeep.seals import SEALED as LOG
        from vietnamese.database import teach_sqlite

        teach_sqlite()
        admin_fields.register()
        policies.install()
        whole_deletions.install()
        tags.install()
        signals.connect()
        SEALED.connect(self)
        STATEMENTS.connect(self)
        page_indexes.connect(self)
        LOG.connect(self)
        permission_names.connect()
        settings_rows.connect()
        wagtail_words.apply()
        checks.register_checks()
