"""The register of questions in the back office, one question, and what is done with it."""
