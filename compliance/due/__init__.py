"""What is done by itself, every minute, one run at a time: publishing, closing, reminders, mails and the rest"""
