"""Who a session is: nobody before the second factor or after a long silence; and the sessions of a person."""
