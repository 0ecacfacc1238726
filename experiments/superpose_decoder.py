"""A decoder of one's own for superpose, in Python.

Subclass Decoder, implement `decode` (or `score`), and call `run` at the end of the script:

    from superpose_decoder import Decoder, run

    class Strongest(Decoder):
        name, version = "strongest", "1"

        def score(self, codes):
            return codes @ self.dictionary.T          # the k largest of each row count

    run(Strongest())

    superpose success --decoder 'exec:python3 strongest.py' -N 1024 -k 4 -d 100

It needs NumPy alone. The protocol, for other languages, is on the page decoder-protocol.md beside
this file.
"""

import os
import sys
import traceback

import numpy as np

PROTOCOL = "superpose-decoder 1"


class Decoder:
    """What is told of a dictionary, and what answers.

    name, version   no blanks; part of what identifies results, so raise the version with the method
    dictionary      N rows of d entries, one codeword a row: float32, signs too
    sparsity        k
    noise_power     P, 0 without noise
    coefficients    the law of the coefficients, such as 'one'
    """

    name = "mine"
    version = "1"

    def prepare(self):
        """Called once for each new dictionary, before its codes: factors, training."""

    def decode(self, codes):
        """The support of each code: codeword numbers from 0, a sequence for each row of `codes`.

        codes: one code a row, float64 (exact: without noise the numbers are whole).
        Of a row of zeros and ones the numbers are np.flatnonzero(row).
        Unless it is overridden: the k best of `score`, ties to the lower number.
        """
        return None

    def score(self, codes):
        """A score of each codeword for each code, an array of (number of codes, N)."""
        raise NotImplementedError("implement decode or score")


class _Ended(Exception):
    """The tool has said all."""


def _line(stream):
    line = stream.readline()
    if not line:
        raise _Ended
    words = line.decode().rstrip("\n").split(" ", 1)
    # A path is the last field and may hold blanks.
    rest, _, path = (words[1] if len(words) > 1 else "").partition("path=")
    fields = dict(word.split("=", 1) for word in rest.split())
    return words[0], fields, path


def _array(stream, fields, path, shape):
    kind = np.dtype(fields["entries"]).newbyteorder("<")
    if path:
        return np.memmap(path, dtype=kind, mode="r", shape=shape)
    content = bytearray(int(fields["bytes"]))
    view = memoryview(content)
    while view:
        count = stream.readinto(view)
        if not count:
            raise _Ended
        view = view[count:]
    return np.frombuffer(content, dtype=kind).reshape(shape)


def _members(support):
    members = np.asarray(support)
    if members.size and members.dtype.kind not in "iu":
        raise ValueError(
            f"decode returned {members.dtype} for a code, not codeword numbers; of an indicator they "
            "are np.flatnonzero(row)")
    return members.astype("<i8").ravel()


def _answer(decoder, codes):
    supports = decoder.decode(codes)
    if supports is None:
        scores = np.ascontiguousarray(decoder.score(codes), dtype="<f4")
        if scores.shape != (len(codes), len(decoder.dictionary)):
            raise ValueError(
                f"score gave an array of {scores.shape}, not of "
                f"{(len(codes), len(decoder.dictionary))}")
        return b"scores count=%d bytes=%d\n" % (len(codes), scores.nbytes), scores.tobytes()
    supports = [_members(support) for support in supports]
    for support in supports:
        if len(support) > 1 and len(set(support.tolist())) < len(support):
            raise ValueError(
                "decode named a codeword twice for one code; of an indicator of zeros and ones the "
                "numbers are np.flatnonzero(row)")
    sizes = np.array([len(support) for support in supports], dtype="<u4").tobytes()
    members = np.concatenate(supports).tobytes() if supports else b""
    content = sizes + members
    return b"supports count=%d bytes=%d\n" % (len(supports), len(content)), content


def _place(error):
    """Where in the user's code an error came from."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__]
    return f" ({frames[-1].filename}, line {frames[-1].lineno})" if frames else ""


def run(decoder):
    """Answers until the tool has said all. What is printed meanwhile goes to standard error."""
    incoming = os.fdopen(os.dup(0), "rb", buffering=1 << 16)
    outgoing = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)
    try:
        greeting = incoming.readline().decode().rstrip("\n")
        if greeting != PROTOCOL:
            sys.exit(f"{sys.argv[0]} is a decoder for superpose (--decoder 'exec:...'), which greets "
                     f"it with '{PROTOCOL}'")
        outgoing.write(f"{PROTOCOL} {decoder.name} {decoder.version}\n".encode())
        outgoing.flush()
        while True:
            what, fields, path = _line(incoming)
            if what == "dictionary":
                shape = int(fields["codewords"]), int(fields["dimension"])
                # In int8, products of codewords would overflow without a word.
                decoder.dictionary = _array(incoming, fields, path, shape).astype(np.float32, copy=False)
                decoder.sparsity = int(fields["sparsity"])
                decoder.noise_power = float(fields["noise_power"])
                decoder.coefficients = fields["coefficients"]
                decoder.prepare()
            elif what == "codes":
                shape = int(fields["count"]), decoder.dictionary.shape[1]
                codes = _array(incoming, fields, path, shape).astype(np.float64, copy=False)
                header, content = _answer(decoder, codes)
                outgoing.write(header + content)
                outgoing.flush()
            else:
                raise ValueError(f"the tool says '{what}', which this protocol does not have")
    except (_Ended, BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:
        traceback.print_exc()
        reason = " ".join(f"{type(error).__name__}: {error}{_place(error)}".split())
        outgoing.write(f"error {reason[:1000]}\n".encode())
        outgoing.flush()
        sys.exit(1)
