"""What the site tells search engines and browsers about itself: site maps, robots.txt, its signs."""
