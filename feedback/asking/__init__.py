"""What a citizen meets: the form, and the page that tells with a code where the question stands."""
