"""See a convolutional autoencoder at work.

To understand the code, read in this order:

1. `layers.py`: each kind of layer as a NumPy function. All of the arithmetic is here.
2. `network/`: from a .keras file to a network that runs those functions; `network/kinds/` holds all that convae knows of each
   kind of layer, a class for each.
3. `recipes.py`, `architecture.py`: how models are trained, and how Keras builds them; `training/` does it, in a process of its
   own, and writes `history.py`'s file: how the model came to be.
4. `ink/`: a drawing or a photo becomes the 28×28 picture that MNIST's makers would have made of it.
5. `digits.py`, `training_pictures/`, `measures/`, `model_files.py`, `theme.py`, `pictures.py`, `exports/`: the data, the figures,
   what stands beside a model, the colours, the pictures, the files.
6. `trace/`: where one number comes from; `channels/`: how a channel behaves.
7. `training_jobs/`: a training, watched and led from outside, one at a time; `training_events/` is what it tells.
8. `words/`: every sentence the page shows, a file for each language.
9. `viewed/`, `html/`: what a visitor looks at, and the pictures and sentences that are made of it; neither knows Streamlit.
10. `ui/`: the only place that knows Streamlit. `pages/` has a room for each page, beginning with `explore`; `network_view/` is the
    picture that answers, its `js/` what runs in the browser; `server/` is how the app starts and fails.
11. `log.py`, `check.py`: for whoever runs the app: what happened, and whether all is there.

Nothing but `architecture.py` and `training/` imports Keras, and nothing that the page needs imports those.
"""

__version__ = "1.0.0"
