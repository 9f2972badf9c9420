"""What keeps programmes out of public forms, without anybody else: time, trap, rate, a question of the city."""
