"""What a page looks like in other people's hands: title, picture and data for shared links and search engines."""
