Require Import ZArith Lia Bool.
Open Scope Z_scope.

(* Operations that Coq's library lacks, as Python has them. *)
Definition bit_length (x : Z) : Z := if x =? 0 then 0 else Z.log2 (Z.abs x) + 1.

Fixpoint ones (x : positive) : Z :=
  match x with xH => 1 | xO y => ones y | xI y => 1 + ones y end.

Definition bit_count (x : Z) : Z := match x with Z0 => 0 | Zpos y => ones y | Zneg y => ones y end.

Fixpoint factorial_of (n : nat) : Z := match n with O => 1 | S m => Z.of_nat n * factorial_of m end.

Definition factorial (n : Z) : Z := factorial_of (Z.to_nat n).

(* The sum of f low, …, f high. *)
Fixpoint total_of {A : Type} (zero : A) (plus : A -> A -> A) (low : Z) (count : nat) (f : Z -> A) : A :=
  match count with O => zero | S m => plus (total_of zero plus low m f) (f (low + Z.of_nat m)) end.

Definition total {A : Type} (zero : A) (plus : A -> A -> A) (low high : Z) (f : Z -> A) : A :=
  total_of zero plus low (Z.to_nat (high - low + 1)) f.

(* Powers of two at leading ones. *)
Lemma bit_length_nonneg (x : Z) : 0 <= bit_length x.
Proof. unfold bit_length. destruct (x =? 0); [lia |]. pose proof (Z.log2_nonneg (Z.abs x)). lia. Qed.

Lemma leading_one (u t c : Z) : 0 <= t -> c = 2 ^ t -> c <= u -> exists p,
  2 ^ (bit_length u - 1 - t) = p /\ 0 <= bit_length u - 1 - t /\ 1 <= p /\ c * p <= u /\ u < 2 * c * p.
Proof.
  intros Ht -> Hu.
  assert (0 < 2 ^ t) by (apply Z.pow_pos_nonneg; lia).
  unfold bit_length. destruct (Z.eqb_spec u 0) as [-> | _]; [lia |].
  rewrite Z.abs_eq by lia.
  assert (t <= Z.log2 u) by (rewrite <- (Z.log2_pow2 t) by lia; now apply Z.log2_le_mono).
  exists (2 ^ (Z.log2 u + 1 - 1 - t)).
  assert (E : 2 ^ t * 2 ^ (Z.log2 u + 1 - 1 - t) = 2 ^ Z.log2 u) by (rewrite <- Z.pow_add_r by lia; f_equal; lia).
  assert (0 < 2 ^ (Z.log2 u + 1 - 1 - t)) by (apply Z.pow_pos_nonneg; lia).
  destruct (Z.log2_spec u) as [L U]; [lia |].
  rewrite Z.pow_succ_r in U by apply Z.log2_nonneg.
  repeat split; lia.
Qed.

Lemma power_of_two (e : Z) : 0 <= e -> exists p, 2 ^ e = p /\ 0 <= e /\ 1 <= p.
Proof.
  intro H. exists (2 ^ e). assert (0 < 2 ^ e) by (apply Z.pow_pos_nonneg; lia). repeat split; lia.
Qed.

(* Floor division. *)
Lemma floor_division (x d : Z) : 1 <= d -> x / d * d <= x /\ x < x / d * d + d.
Proof. intro H. pose proof (Z.div_mod x d). pose proof (Z.mod_pos_bound x d). lia. Qed.

Lemma remainder (x d : Z) : 1 <= d -> x mod d = x - x / d * d.
Proof. intro H. pose proof (Z.div_mod x d). lia. Qed.

Lemma shift_divides (x e d : Z) : 0 <= e -> d = 2 ^ e -> Z.shiftr x e = x / d.
Proof. intros H ->. now apply Z.shiftr_div_pow2. Qed.

Lemma mask_is_remainder (x m e d : Z) : 0 <= e -> d = 2 ^ e -> m = Z.ones e -> Z.land x m = x - x / d * d.
Proof.
  intros H -> ->. rewrite Z.land_ones by assumption. apply remainder.
  assert (0 < 2 ^ e) by (apply Z.pow_pos_nonneg; lia). lia.
Qed.

(* What follows by the connectives alone, with facts about integers. *)
Ltac holds := first [assumption | tauto | intuition lia].
