"""Who a session is: nobody before the second factor, nobody after a long silence; and the sessions that a person has."""
