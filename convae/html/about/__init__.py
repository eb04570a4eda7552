"""The pictures and worked examples that the story of the network is told with."""
