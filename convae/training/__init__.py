"""Training, a program of its own: `python -m convae.training --help`.

`command` reads the arguments, `fitting` trains in Keras with the help of `batches` (the digits), `watching` (events and
commands, with `pace`) and `recording` (the history), both with `interval_loss`; `saving` makes files of what comes out, `bar`
shows a run in the terminal.
"""
