"""Writes test/plan/stats/golden.json: what SciPy, an implementation of its own, says to the questions of the tests.

Runs in CI with the version named below: pip install scipy==1.17.1 && python3 tools/golden-statistics.py
"""
import itertools
import json
import math
import pathlib

import scipy
from scipy import stats

P = [1e-9, 1e-5, 0.001, 0.005, 0.01, 0.1, 0.5, 0.9, 0.999]
N = [1, 2, 7, 60, 720, 9070, 1_000_000, 1_000_000_000]


def near(n, p):
    """Numbers of successes on both sides of the mean, as far as tails are not nothing."""
    mean, sd = n * p, math.sqrt(n * p * (1 - p))
    return sorted({min(n, max(0, round(mean + z * sd))) for z in (-30, -8, -3, -1, 0, 1, 3, 8, 30)} | {0, 1, n})


def binomial():
    for n, p in itertools.product(N, P):
        for k in near(n, p):
            tail, exact = stats.binom.sf(k - 1, n, p), stats.binom.pmf(k, n, p)
            if tail > 1e-290 and exact > 1e-290:
                yield [k, n, p, exact, tail]


def required(p0, p1, alpha, power):
    """The first number of requests whose exact test is powerful enough, by trying all of them."""
    for n in itertools.count(1):
        c = int(stats.binom.isf(alpha, n, p0)) + 1
        while c > 0 and stats.binom.sf(c - 2, n, p0) <= alpha:
            c -= 1
        while stats.binom.sf(c - 1, n, p0) > alpha:
            c += 1
        if stats.binom.sf(c - 1, n, p1) >= power:
            return n, c, stats.binom.sf(c - 1, n, p1)


def alarm(m, n, periods, q):
    """All sequences of good and bad periods, one by one."""
    total = 0.0
    for sequence in itertools.product((0, 1), repeat=periods):
        if any(sum(sequence[max(0, i - n + 1):i + 1]) >= m for i in range(periods)):
            total += math.prod(q if bad else 1 - q for bad in sequence)
    return total


def noticed(case, held, percent, detect):
    """Power of a step: data points that lie in it whole and are delivered in it, m of the last n over the bound, in one pass over what the last ones were."""
    rps, bound, m, n, factor = (case[key] for key in ("requestsPerSecond", "atMost", "toFail", "observed", "clusteringFactor"))
    requests = math.floor(rps * percent * 60 / 100 / factor)
    bad = stats.binom.sf(math.floor(requests * bound * (1 + 1e-12)), requests, detect)
    going, fired = {(0,) * n: 1.0}, 0.0
    for _ in range(held - 1):
        following = {}
        for last, probability in going.items():
            for is_bad, chance in ((1, bad), (0, 1 - bad)):
                now = (*last[1:], is_bad)
                if sum(now) >= m:
                    fired += probability * chance
                else:
                    following[now] = following.get(now, 0.0) + probability * chance
        going = following
    return fired


def first(candidates, is_enough):
    return next((candidate for candidate in candidates if is_enough(candidate)), None)


def printed(case):
    """What the check of a step has to print: its power, and the first of each lever that is enough, tried one by one."""
    minutes, percent, detect = (case[key] for key in ("minutes", "percent", "detect"))
    return {
        **case,
        "power": noticed(case, minutes, percent, detect),
        "longerMinutes": first(range(minutes + 1, 2881), lambda held: noticed(case, held, percent, detect) >= 0.8),
        "largerPercent": first((tenth / 10 for tenth in range(math.floor(percent * 10) + 1, 1000)), lambda share: noticed(case, minutes, share, detect) >= 0.8),
        "largerRatio": first((permille / 1000 for permille in range(math.floor(detect * 1000) + 1, 1001)), lambda ratio: noticed(case, minutes, percent, ratio) >= 0.8),
    }


STEP = {"requestsPerSecond": 60, "percent": 1, "minutes": 5, "atMost": 0.005, "detect": 0.01, "toFail": 3, "observed": 3, "clusteringFactor": 1}

golden = {
    "source": f"scipy {scipy.__version__}",
    "binomial": list(binomial()),
    "normal": [[z, stats.norm.sf(z)] for z in (-8, -3, -1, -0.1, 0, 1e-9, 0.5, 1, 1.96, 2.33, 2.499, 2.5, 2.501, 3, 5, 8, 20, 37)],
    "quantile": [[q, stats.norm.isf(q)] for q in (1e-300, 1e-20, 1e-9, 0.001, 0.01, 0.025, 0.05, 0.2, 0.499, 0.5, 0.8, 0.999, 1 - 1e-9)],
    "required": [[*case, *required(*case)] for case in (
        (0.001, 0.006, 0.05, 0.8), (0.001, 0.006, 0.01, 0.9), (0.005, 0.01, 0.05, 0.8), (0.001, 0.002, 0.05, 0.8),
        (0.01, 0.02, 0.05, 0.8), (0.01, 0.015, 0.05, 0.8), (0.0, 0.5, 0.05, 0.8), (0.1, 0.9, 0.05, 0.8), (0.2, 0.3, 0.001, 0.99))],
    "alarm": [[m, n, periods, q, alarm(m, n, periods, q)] for m, n in ((1, 1), (3, 3), (2, 3), (3, 5), (5, 5)) for periods in (1, 5, 12) for q in (0.01, 0.3, 0.9)],
    "gate": [[n, f, m, q, 1 - (1 - stats.binom.sf(f, n, q)) ** m] for n, f, m, q in ((10, 0, 5, 0.01), (10, 3, 5, 0.01), (5, 1, 1, 0.2))],
    "split": [[a, n, w, stats.chisquare([a, n - a], [w * n, (1 - w) * n]).pvalue] for a, n, w in ((150, 1000, 0.1), (101, 1000, 0.1), (5, 1000, 0.01), (500_000, 1_000_000, 0.5))],
    "share": [[x, y, w, stats.binomtest(x, x + y, w, alternative="greater").pvalue] for x, y, w in ((3, 9, 0.1), (0, 5, 0.1), (40, 160, 0.1), (2, 0, 0.01))],
    "printed": [printed({**STEP, **change}) for change in (
        {}, {"requestsPerSecond": 20, "percent": 5, "minutes": 10}, {"percent": 3, "minutes": 8, "atMost": 0.01, "detect": 0.012}, {"percent": 5, "clusteringFactor": 4},
        {"toFail": 2, "percent": 2}, {"toFail": 1, "observed": 1, "requestsPerSecond": 7}, {"atMost": 0.01, "detect": 0.03, "percent": 0.5, "minutes": 30})],
    "noError": [[n, risk, stats.binomtest(0, n).proportion_ci(1 - 2 * risk, "exact").high] for n in (1, 60, 3000) for risk in (0.05, 0.01)],
}
path = pathlib.Path(__file__).parent.parent / "test" / "plan" / "stats" / "golden.json"
path.write_text("{\n" + ",\n".join(f"  {json.dumps(name)}: " + (json.dumps(rows) if isinstance(rows, str) else "[\n    " + ",\n    ".join(map(json.dumps, rows)) + "\n  ]") for name, rows in golden.items()) + "\n}\n")
