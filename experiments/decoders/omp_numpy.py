"""Orthogonal matching pursuit in NumPy: superpose's `omp`, as an example of a decoder of one's own.

    superpose success --decoder 'exec:python3 experiments/decoders/omp_numpy.py' --decoder omp \\
      -N 1024 -k 8 -d 80..160:+20
"""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from superpose_decoder import Decoder, run


class OrthogonalMatchingPursuit(Decoder):
    name, version = "omp-numpy", "1"

    def prepare(self):
        self.rows = self.dictionary.astype(np.float64)

    def decode(self, codes):
        return [self.pursue(code) for code in codes]

    def pursue(self, code):
        """Takes the codeword that fits the residual best, k times, and fits all taken again each time."""
        members = []
        residual = code
        for _ in range(self.sparsity):
            products = self.rows @ residual
            products[members] = -np.inf
            members.append(int(np.argmax(products)))
            taken = self.rows[members]
            residual = code - np.linalg.lstsq(taken.T, code, rcond=None)[0] @ taken
        return members


run(OrthogonalMatchingPursuit())
