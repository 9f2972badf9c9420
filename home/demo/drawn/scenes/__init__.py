"""The pictures of the demo city, one function a scene, grouped by what they show."""
