(* Mitchell's product of two positive integers (1962), as in proofs/mitchell.py: for every word size at once, never
   above the exact product, and at most a ninth below it. Written by hand; it uses nothing of the project. *)

Require Import ZArith Lia.
Open Scope Z_scope.

Definition mitchell (a b : Z) : Z :=
  let p := 2 ^ Z.log2 a in
  let q := 2 ^ Z.log2 b in
  let s := (a - p) * q + (b - q) * p in
  if s <? p * q then p * q + s else 2 * s.

Lemma leading_one (a : Z) : 0 < a -> 0 < 2 ^ Z.log2 a /\ 2 ^ Z.log2 a <= a < 2 * 2 ^ Z.log2 a.
Proof.
  intro H.
  destruct (Z.log2_spec a H) as [L U].
  rewrite Z.pow_succ_r in U by apply Z.log2_nonneg.
  split; [apply Z.pow_pos_nonneg; [lia | apply Z.log2_nonneg] | lia].
Qed.

Lemma sign_of_factor (m t : Z) : 0 < m -> 0 <= m * t -> 0 <= t.
Proof. intros Hm H. apply (Z.mul_le_mono_pos_l 0 t m Hm). now rewrite Z.mul_0_r. Qed.

(* With a = p + x, b = q + y and s = x q + y p, the product falls short by x y before the carry and by
   (p - x) (q - y) after it; 1/9 follows from the identity in x q and y p that stands in each proof. *)

Lemma before_the_carry (p q x y : Z) :
  0 < p -> 0 < q -> 0 <= x -> 0 <= y -> x * q + y * p <= p * q -> 9 * (x * y) <= (p + x) * (q + y).
Proof.
  intros Hp Hq Hx Hy Hs.
  assert (I : p * q * ((p + x) * (q + y) - 9 * (x * y)) =
    (p * q - (x * q + y * p)) * (p * q + 2 * (x * q + y * p)) + 2 * ((x * q - y * p) * (x * q - y * p))) by ring.
  assert (0 < p * q) by now apply Z.mul_pos_pos.
  assert (0 <= x * q) by (apply Z.mul_nonneg_nonneg; lia).
  assert (0 <= y * p) by (apply Z.mul_nonneg_nonneg; lia).
  assert (0 <= (p * q - (x * q + y * p)) * (p * q + 2 * (x * q + y * p))) by (apply Z.mul_nonneg_nonneg; lia).
  assert (0 <= (x * q - y * p) * (x * q - y * p)) by apply Z.square_nonneg.
  enough (0 <= (p + x) * (q + y) - 9 * (x * y)) by lia.
  apply (sign_of_factor (p * q)); lia.
Qed.

Lemma after_the_carry (p q x y : Z) :
  0 < p -> 0 < q -> x < p -> y < q -> p * q <= x * q + y * p -> 9 * ((p - x) * (q - y)) <= (p + x) * (q + y).
Proof.
  intros Hp Hq Hx Hy Hs.
  assert (I : p * q * ((p + x) * (q + y) - 9 * ((p - x) * (q - y))) =
    2 * ((x * q + y * p - p * q) * (4 * (p * q) - (x * q + y * p))) + 2 * ((x * q - y * p) * (x * q - y * p))) by ring.
  assert (0 < p * q) by now apply Z.mul_pos_pos.
  assert (x * q < p * q) by (apply Z.mul_lt_mono_pos_r; lia).
  assert (y * p < q * p) by (apply Z.mul_lt_mono_pos_r; lia).
  assert (0 <= (x * q + y * p - p * q) * (4 * (p * q) - (x * q + y * p))) by (apply Z.mul_nonneg_nonneg; lia).
  assert (0 <= (x * q - y * p) * (x * q - y * p)) by apply Z.square_nonneg.
  enough (0 <= (p + x) * (q + y) - 9 * ((p - x) * (q - y))) by lia.
  apply (sign_of_factor (p * q)); lia.
Qed.

Theorem ninth_at_every_word_size (a b : Z) :
  0 < a -> 0 < b -> 0 <= a * b - mitchell a b /\ 9 * (a * b - mitchell a b) <= a * b.
Proof.
  intros Ha Hb.
  destruct (leading_one a Ha) as (Hp & La & Ua), (leading_one b Hb) as (Hq & Lb & Ub).
  unfold mitchell; cbv zeta.
  set (p := 2 ^ Z.log2 a) in *; set (q := 2 ^ Z.log2 b) in *.
  destruct (Z.ltb_spec ((a - p) * q + (b - q) * p) (p * q)) as [Hs | Hs].
  - replace (a * b - (p * q + ((a - p) * q + (b - q) * p))) with ((a - p) * (b - q)) by ring.
    split; [apply Z.mul_nonneg_nonneg; lia |].
    replace (a * b) with ((p + (a - p)) * (q + (b - q))) by ring.
    apply before_the_carry; lia.
  - replace (a * b - 2 * ((a - p) * q + (b - q) * p)) with ((p - (a - p)) * (q - (b - q))) by ring.
    split; [apply Z.mul_nonneg_nonneg; lia |].
    replace (a * b) with ((p + (a - p)) * (q + (b - q))) by ring.
    apply after_the_carry; lia.
Qed.

(* 3 * 3 attains it. *)
Theorem a_ninth_is_attained : 9 * (3 * 3 - mitchell 3 3) = 3 * 3.
Proof. reflexivity. Qed.

Print Assumptions ninth_at_every_word_size.
Print Assumptions a_ninth_is_attained.
