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

Lemma integer_le_or (a b : Z) : a <= b \/ b < a. Proof. lia. Qed.
Lemma integer_eq_or (a b : Z) : a = b \/ a <> b. Proof. lia. Qed.
Lemma integer_abs_true (a : Z) : 0 <= a -> Z.abs a = a. Proof. apply Z.abs_eq. Qed.
Lemma integer_abs_false (a : Z) : a < 0 -> Z.abs a = - a. Proof. lia. Qed.
Lemma integer_min_true (a b : Z) : a <= b -> Z.min a b = a. Proof. lia. Qed.
Lemma integer_min_false (a b : Z) : b < a -> Z.min a b = b. Proof. lia. Qed.
Lemma integer_max_true (a b : Z) : a <= b -> Z.max a b = b. Proof. lia. Qed.
Lemma integer_max_false (a b : Z) : b < a -> Z.max a b = a. Proof. lia. Qed.

Lemma factorial_positive (n : Z) : 0 < factorial n.
Proof.
  unfold factorial. induction (Z.to_nat n) as [| m IH]; [reflexivity |].
  change (0 < Z.of_nat (S m) * factorial_of m). apply Z.mul_pos_pos; lia.
Qed.

(* Powers of two at leading ones. *)
Lemma bit_length_nonneg (x : Z) : 0 <= bit_length x.
Proof. unfold bit_length. destruct (x =? 0); [lia |]. pose proof (Z.log2_nonneg (Z.abs x)). lia. Qed.

Lemma leading_one (u t c : Z) : 0 <= t -> c = 2 ^ t -> c <= u -> exists e p,
  bit_length u - 1 - t = e /\ 0 <= e /\ 2 ^ e = p /\ 1 <= p /\ c * p <= u /\ u < 2 * c * p.
Proof.
  intros Ht -> Hu.
  assert (0 < 2 ^ t) by (apply Z.pow_pos_nonneg; lia).
  unfold bit_length. destruct (Z.eqb_spec u 0) as [-> | _]; [lia |].
  rewrite Z.abs_eq by lia.
  assert (t <= Z.log2 u) by (rewrite <- (Z.log2_pow2 t) by lia; now apply Z.log2_le_mono).
  exists (Z.log2 u + 1 - 1 - t), (2 ^ (Z.log2 u + 1 - 1 - t)).
  assert (E : 2 ^ t * 2 ^ (Z.log2 u + 1 - 1 - t) = 2 ^ Z.log2 u) by (rewrite <- Z.pow_add_r by lia; f_equal; lia).
  assert (0 < 2 ^ (Z.log2 u + 1 - 1 - t)) by (apply Z.pow_pos_nonneg; lia).
  destruct (Z.log2_spec u) as [L U]; [lia |].
  rewrite Z.pow_succ_r in U by apply Z.log2_nonneg.
  repeat split; lia.
Qed.

Lemma power_of_two (u : Z) : 0 <= u -> exists e p, u = e /\ 0 <= e /\ 2 ^ e = p /\ 1 <= p.
Proof.
  intro H. exists u, (2 ^ u). assert (0 < 2 ^ u) by (apply Z.pow_pos_nonneg; lia). repeat split; lia.
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

(* Constant shifts and powers, as numbers. *)
Ltac constants := repeat match goal with
  | |- context [Z.shiftl ?x (Zpos ?n)] => rewrite (Z.shiftl_mul_pow2 x (Zpos n)) by lia
  | |- context [Z.shiftl ?x 0] => rewrite (Z.shiftl_0_r x)
  | |- context [Z.pow (Zpos ?b) (Zpos ?n)] =>
      let v := eval vm_compute in (Z.pow (Zpos b) (Zpos n)) in change (Z.pow (Zpos b) (Zpos n)) with v
  end.

(* A sum between two numbers, written out. *)
Ltac numerals := repeat match goal with
  | |- context [0 + Z.of_nat ?n] => let v := eval vm_compute in (Z.of_nat n) in change (0 + Z.of_nat n) with v
  | |- context [Zpos ?p + Z.of_nat ?n] =>
      let v := eval vm_compute in (Zpos p + Z.of_nat n) in change (Zpos p + Z.of_nat n) with v
  | |- context [factorial ?n] => let v := eval vm_compute in (factorial n) in change (factorial n) with v
  end.
Ltac written_out := repeat match goal with
  | |- context [total ?zero ?plus ?low ?high ?f] =>
      let count := eval vm_compute in (Z.to_nat (high - low + 1)) in
      change (total zero plus low high f) with (total_of zero plus low count f);
      cbn [total_of]; numerals
  end.

(* What follows by the connectives alone, with facts about integers. *)
Ltac holds := first [assumption | solve [repeat match goal with |- _ /\ _ => split end; assumption] | tauto | intuition lia].
