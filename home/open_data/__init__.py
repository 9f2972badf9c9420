"""Open data: what the site publishes as tables for programs, with what each column means."""
