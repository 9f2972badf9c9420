"""Who is paid: authors in the admin and from lists."""
