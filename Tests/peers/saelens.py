#!/usr/bin/env python3
"""SAELens beside this suite: models go both ways, and both train on the same work.

    python saelens.py models --tool .build/release/superpose
    python saelens.py speed --tool .build/release/superpose [--case small|large] [--output speed.csv]

Needs `pip install sae-lens==6.54.12` (which brings PyTorch). `models` trains here and loads there, and
compares what the reconstructions leave unexplained; then it trains there and measures here. `speed` takes
one thread each on one core, in one go: steps a second, and seconds until 90% of the dictionary is
recovered.
"""

import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
import time

import numpy as np
import torch

from sae_lens import SAE
from sae_lens.saes import sae as sae_module
from sae_lens.saes.matching_pursuit_sae import (
    MatchingPursuitTrainingSAE, MatchingPursuitTrainingSAEConfig)
from sae_lens.saes.standard_sae import StandardTrainingSAE, StandardTrainingSAEConfig
from sae_lens.saes.topk_sae import TopKTrainingSAE, TopKTrainingSAEConfig

CASES = {"small": (256, 4, 48), "large": (1024, 8, 96)}


class Codes:
    """Codes of k of N random sign vectors of norm one."""

    def __init__(self, N, k, d, seed=1):
        self.random = np.random.default_rng(seed)
        self.N, self.k, self.d = N, k, d
        self.dictionary = (
            self.random.integers(0, 2, (N, d)).astype(np.float32) * 2 - 1) / np.float32(d ** 0.5)

    def batch(self, count):
        members = np.argpartition(self.random.random((count, self.N)), self.k, axis=1)[:, :self.k]
        return self.dictionary[members].sum(axis=1)

    def recovered(self, learned):
        """Codewords with a latent above a cosine of 0.9, one to one."""
        from scipy.optimize import linear_sum_assignment
        unit = learned / np.maximum(np.linalg.norm(learned, axis=1, keepdims=True), 1e-30)
        cosines = self.dictionary @ unit.T
        rows, columns = linear_sum_assignment(cosines, maximize=True)
        return float((cosines[rows, columns] > 0.9).mean())


def run(tool, *arguments):
    done = subprocess.run([tool, *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"superpose {' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
    lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def models(options):
    N, k, d = CASES["small"]
    codes = Codes(N, k, d)
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "codes.npy")
        samples = codes.batch(20000)
        np.save(data, samples)
        x = torch.from_numpy(samples)
        total = ((x - x.mean(0)) ** 2).sum().item()
        for learner in ["sae:topk", "sae:relu", "sae:jumprelu", "sae:gated", "sae:batchtopk",
                        "mp-learner", "ksvd"]:
            place = os.path.join(folder, learner.replace(":", "-"))
            os.mkdir(place)
            model = os.path.join(place, "sae_weights.safetensors")
            common = ["learn", "--learner", learner, "--activations", data, "-k", str(k),
                      "--latents", str(N), "--samples", "20000", "--trials", "20000",
                      "--format", "csv", "--progress", "none"]
            steps = "10" if learner == "ksvd" else "300"
            ours = float(run(options.tool, *common, "--steps", steps, "--model", model)[0]["fvu"])
            loaded = SAE.load_from_disk(place)
            with torch.no_grad():
                theirs = ((loaded(x) - x) ** 2).sum().item() / total
            # A batch's choice becomes a threshold there, and pursuits have real coefficients there.
            same = learner in ["sae:topk", "sae:relu", "sae:jumprelu", "sae:gated"]
            print(f"{learner}: unexplained {ours:.7f} here, {theirs:.7f} in SAELens"
                  + ("" if same else " (by another rule)"))
            if same:
                worst = max(worst, abs(ours - theirs))
        # The other way round.
        truth = os.path.join(folder, "truth.npy")
        np.save(truth, codes.dictionary)
        place = os.path.join(folder, "theirs")
        sae, _ = train(codes, "topk", 1500)
        sae.save_inference_model(place)
        inference = SAE.load_from_disk(place)
        with torch.no_grad():
            theirs = ((inference(x) - x) ** 2).sum().item() / total
        ours = float(run(
            options.tool, "learn", "--learner", "sae:topk", "--activations", data, "-k", str(k),
            "--latents", str(N), "--samples", "20000", "--trials", "20000", "--steps", "0",
            "--start", f"file:{place}/sae_weights.safetensors", "--format", "csv", "--progress",
            "none")[0]["fvu"])
        print(f"trained in SAELens: unexplained {theirs:.7f} there, {ours:.7f} here")
        worst = max(worst, abs(ours - theirs))
    print(f"largest difference {worst:.2e}")
    return 0 if worst < 1e-5 else 1


def training_sae(kind, k, d, N):
    common = dict(d_in=d, d_sae=N, device="cpu")
    if kind == "topk":
        return TopKTrainingSAE(TopKTrainingSAEConfig(k=k, **common))
    if kind == "standard":
        return StandardTrainingSAE(StandardTrainingSAEConfig(l1_coefficient=0.05, **common))
    return MatchingPursuitTrainingSAE(MatchingPursuitTrainingSAEConfig(
        max_iterations=k, decoder_init_norm=1.0, **common))


def train(codes, kind, steps, batch=256, target=None, limit=None):
    """Steps by SAELens' own training pass; stops at `target` recovered or after `limit` seconds."""
    torch.manual_seed(1)
    sae = training_sae(kind, codes.k, codes.d, codes.N)
    optimizer = torch.optim.Adam(sae.parameters(), lr=0.01, betas=(0.9, 0.999))
    dead = torch.zeros(codes.N, dtype=torch.bool)
    since = torch.zeros(codes.N)
    spent, done, reached = 0.0, 0, None
    while done < steps and (limit is None or spent < limit):
        x = torch.from_numpy(codes.batch(batch))
        start = time.perf_counter()
        output = sae.training_forward_pass(sae_module.TrainStepInput(
            sae_in=x, coefficients={key: value.value if hasattr(value, "value") else value
                                    for key, value in sae.get_coefficients().items()},
            dead_neuron_mask=dead, n_training_steps=done, is_logging_step=False))
        optimizer.zero_grad()
        output.loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = 0.01 * min(1.0, (steps - done) / (steps / 5))
        optimizer.step()
        with torch.no_grad():
            acts = output.feature_acts
            acts = acts.to_dense() if acts.is_sparse else acts
            fired = (acts != 0).any(dim=0)
            since = torch.where(fired, torch.zeros(codes.N), since + 1)
            dead = since > 25
        spent += time.perf_counter() - start
        done += 1
        if target and done % 50 == 0 and reached is None \
                and codes.recovered(sae.W_dec.detach().numpy()) > target:
            reached = spent
    return sae, (done, spent, reached, codes.recovered(sae.W_dec.detach().numpy()))


def speed(options):
    torch.set_num_threads(1)
    N, k, d = CASES[options.case]
    rows = []

    def ours(learner):
        start = time.perf_counter()
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")
        done = subprocess.run(
            [options.tool, "learn", "--learner", learner, "-N", str(N), "-k", str(k), "-d", str(d),
             "--steps", str(options.steps), "--batch", "256", "--trials", "1", "--jobs", "1",
             "--format", "csv", "--progress", "none"], capture_output=True, text=True,
            env=environment)
        seconds = time.perf_counter() - start
        fields = [line for line in done.stdout.splitlines() if not line.startswith("#")]
        row = next(csv.DictReader(io.StringIO("\n".join(fields))))
        rows.append(["superpose", learner, options.steps / seconds, seconds, row["recovered"]])

    for learner in ["sae:topk", "sae:relu", "mp-learner"]:
        ours(learner)
    for kind in ["topk", "standard", "matching_pursuit"]:
        _, (done, spent, _, recovered) = train(Codes(N, k, d), kind, options.steps, limit=60)
        rows.append(["SAELens", kind, done / spent, spent, f"{recovered:.3f}"])
    for learner in ["sae:topk", "sae:relu", "mp-learner"]:
        ours(learner)
    out = csv.writer(open(options.output, "w") if options.output else sys.stdout)
    out.writerow(["tool", "learner", "steps_per_second", "seconds", "recovered"])
    out.writerows(rows)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["models", "speed"])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--case", choices=list(CASES), default="small")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--output")
    options = parser.parse_args()
    return {"models": models, "speed": speed}[options.what](options)


if __name__ == "__main__":
    sys.exit(main())
