"""Who read or changed whose personal details, and when: in Wagtail's log of the author, without what they are."""

READ, CHANGED = "royalties.personal_read", "royalties.personal_change"
