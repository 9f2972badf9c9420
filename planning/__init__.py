"""What the office invests in, plans and counts: projects and tenders, strategies and plans, statistics."""
