"""Who is paid: authors in the admin and from lists, and what they declared about their tax."""
