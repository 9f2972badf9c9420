"""The register of the officers in charge, on the screen and as files."""
