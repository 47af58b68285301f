"""Sampling from one distribution to learn of another: importance sampling and rejection sampling.

One wants the mean of f under p, but can only draw from q. All distributions here have finitely many outcomes, whose
weights are any real numbers under the conditions stated, so that each claim is about all such distributions at once.

Importance sampling draws x from q and averages f(x) p(x)/q(x). That is right on average since q cancels, outcome by
outcome: q (p/q) f = p f. It cancels only where q > 0, and an outcome that q never draws contributes nothing, so the
condition is q > 0 wherever p f is not 0. Without it the estimate misses whatever q leaves out.

If p is known up to a factor only, one divides by the sum of the weights p/q that were drawn. This self-normalised
estimate is off on average at every finite number N of draws. With one draw the weight cancels altogether, and what is
estimated is the mean under q. With two draws, of two outcomes, the error is still in the same direction, but smaller.

Rejection sampling draws x from q and accepts it with probability a(x). Accepted draws follow q a/sum(q a). For that to
be p one takes a = p/(M q); this is a probability only if M >= p/q everywhere, and then one draw in M is accepted. With
a smaller M the best one can do is to accept with probability min(1, p/(M q)), and what is accepted follows another
distribution than p.
"""

from verify import assume, claim, each, ratio, reals

IMPORTANCE = "https://kexue.fm/archives/8084 (importance sampling)"
REJECTION = "https://kexue.fm/archives/8084 (rejection sampling)"
POSITIVE = reals(0, open_low=True)
WEIGHT = reals(0)
TWO = dict(p1=POSITIVE, p2=POSITIVE, q1=POSITIVE, q2=POSITIVE)
THREE = dict(TWO, p3=POSITIVE, q3=POSITIVE)
FOUR = dict(THREE, p4=POSITIVE, q4=POSITIVE)
VALUES = dict(f1=reals(), f2=reals(), f3=reals(), f4=reals())


def mean_under(p, f):
    """The mean of f, where outcome i has probability p[i]."""
    return sum(a * value for a, value in zip(p, f))


def normalised(weights):
    """The distribution that is proportional to these positive weights."""
    return [weight / sum(weights) for weight in weights]


# Importance sampling


@claim(**FOUR, **VALUES, source=IMPORTANCE)
def importance_sampling_of_four(p1, p2, p3, p4, q1, q2, q3, q4, f1, f2, f3, f4):
    """Averaged over q, f p/q is the mean of f under p. Nothing is needed but q > 0: not even that weights sum to 1."""
    p, q, f = [p1, p2, p3, p4], [q1, q2, q3, q4], [f1, f2, f3, f4]
    return mean_under(q, [a / b * value for a, b, value in zip(p, q, f)]) == mean_under(p, f)


@claim(**FOUR, **VALUES, source=IMPORTANCE)
def importance_sampling_of_four_distributions(p1, p2, p3, p4, q1, q2, q3, q4, f1, f2, f3, f4):
    """The same of distributions that are normalised first."""
    p, q, f = normalised([p1, p2, p3, p4]), normalised([q1, q2, q3, q4]), [f1, f2, f3, f4]
    return mean_under(q, [a / b * value for a, b, value in zip(p, q, f)]) == mean_under(p, f)


def drawn_average(p, q, f):
    """The average of f p/q over what q draws: outcomes of probability 0 are never drawn."""
    return sum(b * (a / b * value) if b > 0 else 0 for a, b, value in zip(p, q, f))


@claim(p1=WEIGHT, p2=WEIGHT, p3=WEIGHT, q1=WEIGHT, q2=WEIGHT, q3=WEIGHT, f1=reals(), f2=reals(), f3=reals())
def where_q_may_vanish(p1, p2, p3, q1, q2, q3, f1, f2, f3):
    """Some q may be 0 as well, provided that p f is 0 there."""
    p, q, f = [p1, p2, p3], [q1, q2, q3], [f1, f2, f3]
    for a, b, value in zip(p, q, f):
        assume(b > 0 or a * value == 0)
    return drawn_average(p, q, f) == mean_under(p, f)


@claim(p=reals(0, 1), q=reals(0, 1), f1=reals(), f2=reals(), expect="refuted", source=IMPORTANCE)
def where_q_vanishes_anyhow(p, q, f1, f2):
    """Without that condition it is right as well. What q never draws is missing."""
    return drawn_average([p, 1 - p], [q, 1 - q], [f1, f2]) == mean_under([p, 1 - p], [f1, f2])


@claim(p=reals(0, 1), q=reals(0, 1), f1=reals(), f2=reals(), expect="refuted", source=IMPORTANCE)
def the_ratio_always_exists(p, q, f1, f2):
    """Nor has the formula itself a value there."""
    return q * (ratio(p, q) * f1) + (1 - q) * (ratio(1 - p, 1 - q) * f2) == p * f1 + (1 - p) * f2


# The self-normalised estimate


def self_normalised(weights, values):
    """The weighted average of the values that were drawn."""
    return sum(w * value for w, value in zip(weights, values)) / sum(weights)


def expected_of_one(p, q, f):
    """The self-normalised estimate from one draw, on average."""
    return sum(b * self_normalised([a / b], [value]) for a, b, value in zip(p, q, f))


def expected_of_two(p, q, f):
    """The self-normalised estimate from two draws, on average."""
    drawn = list(zip(p, q, f))
    return sum(b * d * self_normalised([a / b, c / d], [x, y]) for a, b, x in drawn for c, d, y in drawn)


OPEN = reals(0, 1, open_low=True, open_high=True)
PAIR = dict(p=OPEN, q=OPEN, f1=reals(), f2=reals())


@claim(**PAIR, source=IMPORTANCE)
def unbiased_without_normalising(p, q, f1, f2):
    """The plain estimate from two draws is right on average."""
    drawn = [(p, q, f1), (1 - p, 1 - q, f2)]
    expected = sum(b * d * (a / b * x + c / d * y) / 2 for a, b, x in drawn for c, d, y in drawn)
    return expected == p * f1 + (1 - p) * f2


@claim(**THREE, f1=reals(), f2=reals(), f3=reals(), source=IMPORTANCE)
def from_one_draw_it_estimates_the_mean_under_q(p1, p2, p3, q1, q2, q3, f1, f2, f3):
    """With N = 1 the weight cancels: on average the estimate is the mean under q, whatever p is."""
    p, q, f = normalised([p1, p2, p3]), normalised([q1, q2, q3]), [f1, f2, f3]
    return expected_of_one(p, q, f) == mean_under(q, f)


@claim(**PAIR, source=IMPORTANCE)
def bias_of_one_draw(p, q, f1, f2):
    """So with N = 1 and two outcomes the bias is (q - p)(f1 - f2)."""
    p, q, f = [p, 1 - p], [q, 1 - q], [f1, f2]
    return expected_of_one(p, q, f) - mean_under(p, f) == (q[0] - p[0]) * (f1 - f2)


@claim(**PAIR, source=IMPORTANCE)
def bias_of_two_draws(p, q, f1, f2):
    """With N = 2 it is that times ((p - q)^2 + p(1 - p))/(p(1 - q) + (1 - p)q)."""
    p, q, f = [p, 1 - p], [q, 1 - q], [f1, f2]
    factor = ratio((p[0] - q[0]) ** 2 + p[0] * p[1], p[0] * q[1] + p[1] * q[0])
    return expected_of_two(p, q, f) - mean_under(p, f) == (q[0] - p[0]) * (f1 - f2) * factor


@claim(p=OPEN, q=OPEN, source=IMPORTANCE)
def the_second_draw_helps(p, q):
    """That factor lies between 0 and 1: the bias keeps its direction and shrinks."""
    return 0 < ((p - q) ** 2 + p * (1 - p)) / (p * (1 - q) + (1 - p) * q) < 1


@claim(N=each([1, 2]), **PAIR, expect="refuted", source=IMPORTANCE)
def self_normalised_is_unbiased(N, p, q, f1, f2):
    """The self-normalised estimate is right on average. It is not, from one draw or two."""
    p, q, f = [p, 1 - p], [q, 1 - q], [f1, f2]
    return (expected_of_one if N == 1 else expected_of_two)(p, q, f) == mean_under(p, f)


@claim(**FOUR, c=POSITIVE, **VALUES, source=IMPORTANCE)
def only_ratios_of_p_are_needed(p1, p2, p3, p4, q1, q2, q3, q4, c, f1, f2, f3, f4):
    """What it is good for: with c·p in the place of p the estimate is the same."""
    p, q, f = [p1, p2, p3, p4], [q1, q2, q3, q4], [f1, f2, f3, f4]
    weights = [a / b for a, b in zip(p, q)]
    return self_normalised([c * w for w in weights], f) == self_normalised(weights, f)


# Rejection sampling


def accepted(q, a):
    """The distribution of accepted draws: outcome i is drawn with probability q[i], then accepted with a[i]."""
    kept = [x * y for x, y in zip(q, a)]
    return [x / sum(kept) for x in kept]


@claim(**FOUR, M=POSITIVE, source=REJECTION)
def accepted_draws_follow_p(p1, p2, p3, p4, q1, q2, q3, q4, M):
    """Accepted with probability p/(M q), which is at most 1 where M >= p/q, draws from q follow p."""
    p, q = normalised([p1, p2, p3, p4]), normalised([q1, q2, q3, q4])
    a = [x / (M * y) for x, y in zip(p, q)]
    return all(x == y for x, y in zip(accepted(q, a), p))


@claim(**FOUR, M=POSITIVE, source=REJECTION)
def one_in_m_is_accepted(p1, p2, p3, p4, q1, q2, q3, q4, M):
    """A draw is accepted with probability 1/M."""
    p, q = normalised([p1, p2, p3, p4]), normalised([q1, q2, q3, q4])
    return sum(y * (x / (M * y)) for x, y in zip(p, q)) == 1 / M


@claim(**FOUR, M=POSITIVE, source=REJECTION)
def it_is_a_probability_where_m_is_large(p1, p2, p3, p4, q1, q2, q3, q4, M):
    """Where M >= p/q at every outcome, p/(M q) is a probability at every outcome."""
    p, q = [p1, p2, p3, p4], [q1, q2, q3, q4]
    for x, y in zip(p, q):
        assume(M >= x / y)
    return all(0 <= x / (M * y) <= 1 for x, y in zip(p, q))


@claim(p=OPEN, q=OPEN, M=reals(1), expect="refuted", source=REJECTION)
def it_is_a_probability_anyhow(p, q, M):
    """It is a probability for every M >= 1."""
    return p / (M * q) <= 1 and (1 - p) / (M * (1 - q)) <= 1


@claim(p=OPEN, q=OPEN, M=POSITIVE, source=REJECTION)
def m_is_at_least_one(p, q, M):
    """No M below 1 will do, since p and q both sum to 1."""
    assume(M >= p / q)
    assume(M >= (1 - p) / (1 - q))
    return M >= 1


@claim(p=OPEN, q=OPEN, M=POSITIVE, source=REJECTION)
def cut_off_at_one_it_follows_p_where_m_is_large(p, q, M):
    """Accepting with probability min(1, p/(M q)) gives p, where M >= p/q at both outcomes."""
    assume(M >= p / q)
    assume(M >= (1 - p) / (1 - q))
    a = [min(1, p / (M * q)), min(1, (1 - p) / (M * (1 - q)))]
    return accepted([q, 1 - q], a)[0] == p


@claim(p=OPEN, q=OPEN, M=POSITIVE, expect="refuted", source=REJECTION)
def cut_off_at_one_it_follows_p_anyhow(p, q, M):
    """Without that condition it gives p as well."""
    a = [min(1, p / (M * q)), min(1, (1 - p) / (M * (1 - q)))]
    return accepted([q, 1 - q], a)[0] == p


@claim(n=each([1, 2, 3, 5, 8]), q1=POSITIVE, q2=POSITIVE, a1=OPEN, a2=OPEN, source=REJECTION)
def the_first_accepted_of_n(n, q1, q2, a1, a2):
    """It does not matter how long it takes: of n draws, the first accepted one follows q a/sum(q a), if there is one."""
    q, a = normalised([q1, q2]), [a1, a2]
    rate = q[0] * a[0] + q[1] * a[1]
    first = [sum((1 - rate) ** turn * x * y for turn in range(n)) for x, y in zip(q, a)]
    return first[0] * accepted(q, a)[1] == first[1] * accepted(q, a)[0]
