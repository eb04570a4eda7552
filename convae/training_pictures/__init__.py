"""The pictures that a network is trained on, out of the files in which people keep them.

Read first `reading`, which looks at what a file is; then `named_arrays` (.npz and .npy), `idx_file` (MNIST's own files), `picture_zip`
(a zip of picture files), and `grey_levels`, which makes 0 paper to 255 ink of whatever numbers there are.
"""

from convae.training_pictures.reading import read

__all__ = ["read"]
