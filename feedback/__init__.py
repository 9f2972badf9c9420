"""Questions and reports of citizens, from their form to the answer."""
