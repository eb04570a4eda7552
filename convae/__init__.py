"""See a convolutional autoencoder at work.

To understand the code, read in this order:

1. `layers.py`: each kind of layer as a NumPy function. All of the arithmetic is here.
2. `kinds.py`, `settings.py`, `keras_file.py`, `network.py`: from a .keras file to a network that runs those functions.
3. `architecture.py`: the two networks in Keras; `fitting.py` and `training.py` train them, in a process of their own.
4. `ink/`: a drawing or a photo becomes the 28×28 picture that MNIST's makers would have made of it.
5. `digits.py`, `measures.py`, `pictures.py`, `exports.py`: the data, the figures, the colours, the files.
6. `fields.py`, `arithmetic.py`, `trace.py`: where one number comes from; `channels.py`: how a channel behaves.
7. `trainer.py`: a training run, watched from outside.
8. `words/`: every sentence the page shows, in English and Portuguese.
9. `ui/`: the pages, beginning with `explore.py`; `ui/network_view/` is the picture that answers. Only here Streamlit is known.

Nothing but `architecture.py` and `fitting.py` imports Keras, and nothing that the page needs imports those.
"""
