"""The photos of the introduction: drawn by the worker in the sizes that the public sees, and taken away again."""
