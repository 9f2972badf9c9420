"""What each person sees and changes of the own log-in: second factor, codes on paper, sessions."""
