"""The folder that backups lie in: what each says of itself, its files by their checksums, its sealed key, which go."""
