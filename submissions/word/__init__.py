"""Word files read as pieces of news: in a limited process, and all that could not be taken over is named."""
