"""A trained encoder with scikit-learn: for each dictionary, a linear map from codes to features.

It sees nothing of the dictionary but codes that it makes to train on, as an autoencoder's encoder
does; a ridge regression then says which features are on.

    superpose success --decoder 'exec:python3 experiments/decoders/encoder_sklearn.py' --decoder topk \\
      -N 256 -k 3 -d 40..120:+20
"""

import os
import sys

import numpy as np
from sklearn.linear_model import Ridge

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from superpose_decoder import Decoder, run


class TrainedEncoder(Decoder):
    name, version = "ridge-encoder", "1"
    samples_per_codeword = 16

    def prepare(self):
        # The same dictionary is trained on the same codes, whichever process does it.
        generator = np.random.default_rng(1)
        count, dimension = self.dictionary.shape
        samples = self.samples_per_codeword * count
        features = np.zeros((samples, count), dtype=np.float32)
        for row in features:
            row[generator.choice(count, self.sparsity, replace=False)] = 1
        codes = features @ self.dictionary
        codes += generator.normal(0, self.noise_power**0.5, codes.shape)
        self.encoder = Ridge(alpha=dimension / 10).fit(codes, features)

    def score(self, codes):
        return self.encoder.predict(codes)


run(TrainedEncoder())
