"""RealFormer: what a residual connection between attention scores adds up to.

A transformer's layer n compares queries Q_n with keys K_n, row by row, and divides by √d, where d is
how long a row is: the scores Q_n K_nᵀ/√d. RealFormer (He et al., 2020), which J. Su discussed, adds the scores of the
layer before: A_n = Q_n K_nᵀ/√d + A_(n-1). The questions of the article, for any number of layers:

- What is A_n? The sum of all layers' own scores. That is what a recurrence with + always comes to, and is proved here by
  induction over the layers, with matrices written out entry by entry.
- Could one add the queries up instead, Q̃_n = Q_n + Q̃_(n-1), and be spared the second matrix? No: then a late
  key meets all early queries, and the difference is made of cross terms, Q_k (K_n - K_k)ᵀ. Only
  if all layers share their keys is it the same.
- What does it help? One head's scores have at most rank d; their sum over layers need not.
- Why is a residual connection a direct way? With the normalisation before each layer ("PreLN"), the output is the
  input plus what every layer adds, whatever the layers compute. With it after the addition ("PostLN"), the input
  is scaled down in each layer.

Matrices are lists of rows. What each layer computes is an input of the step: any real numbers, new ones in
every layer. So nothing depends on how queries and keys come about, and the number of layers is not bounded.
"""

from verify import always, assume, claim, each, ratio, reals, sqrt

SOURCE = "https://kexue.fm/archives/8027; arXiv 2012.11747"


def products(q, k):
    """Q Kᵀ: each row of Q times each row of K."""
    return [[sum(a * b for a, b in zip(row, other)) for other in k] for row in q]


def plus(a, b):
    return [[x + y for x, y in zip(row, other)] for row, other in zip(a, b)]


def times(c, a):
    return [[c * x for x in row] for row in a]


def over(a, c):
    return [[ratio(x, c) for x in row] for row in a]


def zeros(rows, columns):
    return [[0] * columns for _ in range(rows)]


def any_matrix(rows, columns):
    return [[reals()] * columns for _ in range(rows)]


# Scores that are added up.


@claim(n=each([1, 2, 3]), d=each([1, 2]), c=reals(0, open_low=True), source=SOURCE)
def scores_add_up(n, d, c):
    """Of n tokens with rows of length d: A = (sum of all Q_k K_kᵀ)/c in every layer, where c > 0 is the root of d.

    Of the root, no more is used than that it is not 0.
    """
    assume(c * c == d)
    return always(
        start=dict(A=zeros(n, n), S=zeros(n, n)),
        inputs=dict(Q=any_matrix(n, d), K=any_matrix(n, d)),
        step=lambda A, S, Q, K: dict(A=plus(over(products(Q, K), c), A), S=plus(S, products(Q, K))),
        holds=lambda A, S: times(c, A) == S,
    )


@claim(d=each([1, 2, 3, 64]), source=SOURCE)
def score_of_two_tokens_adds_up(d):
    """One entry of it with √d itself; q is the product of the two rows, which is all that matters of them."""
    return always(
        start=dict(a=0, s=0),
        inputs=dict(q=reals()),
        step=lambda a, s, q: dict(a=ratio(q, sqrt(d)) + a, s=s + q),
        holds=lambda a, s: a * sqrt(d) == s,
    )


# Queries that are added up.


@claim(source=SOURCE, expect="refuted")
def summed_queries_give_the_same_scores():
    """Q̃ = Q_1 + … + Q_n with the keys of layer n alone, for rows of length 1: the same scores? Not after two layers."""
    return always(
        start=dict(queries=0, score=0, s=0),
        inputs=dict(q=reals(), k=reals()),
        step=lambda queries, s, q, k: dict(queries=queries + q, score=(queries + q) * k, s=s + q * k),
        holds=lambda score, s: score == s,
    )


@claim(k=reals(), source=SOURCE)
def summed_queries_give_the_same_scores_if_layers_share_their_key(k):
    """With one key for all layers it is the same: the product is linear in the query."""
    return always(
        start=dict(queries=0, score=0, s=0),
        inputs=dict(q=reals()),
        step=lambda queries, s, q: dict(queries=queries + q, score=(queries + q) * k, s=s + q * k),
        holds=lambda score, s: score == s,
        also=lambda queries, s: queries * k == s,
    )


@claim(a=reals(), b=reals(), c=reals(), k=reals(), l=reals(), m=reals(), source=SOURCE)
def cross_terms_of_three_layers(a, b, c, k, l, m):
    """Written out for queries a, b, c and keys k, l, m: each early query meets the last key in place of its own."""
    return (a + b + c) * m == (a * k + b * l + c * m) + a * (m - k) + b * (m - l)


@claim(n=each([1, 2, 3]), d=each([1, 2]), source=SOURCE)
def cross_terms_of_any_number_of_layers(n, d):
    """As matrices, for any number of layers. All layers' scores with queries summed up are T = S + X, exactly.

    S is the sum of the layers' own scores, X that of the cross terms Q_k K_lᵀ, an earlier layer's query with a
    later layer's key.
    """
    return always(
        start=dict(queries=zeros(n, d), T=zeros(n, n), S=zeros(n, n), X=zeros(n, n)),
        inputs=dict(Q=any_matrix(n, d), K=any_matrix(n, d)),
        step=lambda queries, T, S, X, Q, K: dict(
            queries=plus(queries, Q),
            T=plus(T, products(plus(queries, Q), K)),
            S=plus(S, products(Q, K)),
            X=plus(X, products(queries, K)),
        ),
        holds=lambda T, S, X: T == plus(S, X),
    )


# What it is good for.


@claim(q1=reals(), q2=reals(), k1=reals(), k2=reals(), source=SOURCE)
def scores_of_one_layer_have_rank_one(q1, q2, k1, k2):
    """Of two tokens with rows of length 1, one layer's scores always have determinant 0 …"""
    (a, b), (c, d) = products([[q1], [q2]], [[k1], [k2]])
    return a * d - b * c == 0


@claim(source=SOURCE, expect="refuted")
def scores_of_several_layers_have_rank_one():
    """… and the scores that RealFormer adds up? No: after two layers the rank may be 2."""
    return always(
        start=dict(A=zeros(2, 2)),
        inputs=dict(Q=any_matrix(2, 1), K=any_matrix(2, 1)),
        step=lambda A, Q, K: dict(A=plus(A, products(Q, K))),
        holds=lambda A: A[0][0] * A[1][1] - A[0][1] * A[1][0] == 0,
    )


# The direct way.


@claim(d=each([1, 2, 3]), x1=reals(), x2=reals(), x3=reals(), source=SOURCE)
def output_of_preln_is_the_input_and_all_that_layers_add(d, x1, x2, x3):
    """x_(n+1) = x_n + f(norm(x_n)): the output is x + the sum of the f, for whatever numbers f of a vector is."""
    x = [x1, x2, x3][:d]
    return always(
        start=dict(y=x, added=[0] * d),
        inputs=dict(f=[reals()] * d),
        step=lambda y, added, f: dict(y=[a + b for a, b in zip(y, f)], added=[a + b for a, b in zip(added, f)]),
        holds=lambda y, added: y == [a + b for a, b in zip(x, added)],
    )


@claim(x=reals(), source=SOURCE, expect="refuted")
def output_of_postln_is_the_input_and_all_that_layers_add(x):
    """Normalised after each addition, here divided by 2 (by √2 in the article): is it the same? Not after one layer."""
    return always(
        start=dict(y=x, added=0),
        inputs=dict(f=reals()),
        step=lambda y, added, f: dict(y=ratio(y + f, 2), added=added + f),
        holds=lambda y, added: y == x + added,
    )


@claim(x=reals(), c=reals(1, open_low=True), source=SOURCE)
def postln_takes_the_input_back(x, c):
    """Divided by any c > 1 after each addition, the input's part of the output after n layers is x/cⁿ.

    It falls below all bounds in the end, for cⁿ >= 1 + n (c - 1).
    """
    return always(
        start=dict(n=0, y=x, later=0),
        inputs=dict(f=reals()),
        step=lambda n, y, later, f: dict(n=n + 1, y=ratio(y + f, c), later=ratio(later + f, c)),
        holds=lambda n, y, later: n >= 0 and c**n >= 1 + n * (c - 1) and y * c**n == x + later * c**n,
    )
