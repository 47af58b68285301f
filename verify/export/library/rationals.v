Require Import QArith Qabs Qminmax Qpower Lqa.
Open Scope Z_scope.

Definition Qleb (x y : Q) : bool := Qle_bool x y.
Definition Qltb (x y : Q) : bool := negb (Qle_bool y x).
Definition Qeqb (x y : Q) : bool := Qeq_bool x y.

Lemma cast_minus (x y : Z) : inject_Z (x - y) = (inject_Z x - inject_Z y)%Q.
Proof. unfold Z.sub, Qminus. now rewrite inject_Z_plus, inject_Z_opp. Qed.

(* What an inequality is, in the form in which identities speak of it. *)
Open Scope Q_scope.
Lemma real_le (a b x : Q) : a <= b -> x == b - a -> 0 <= x. Proof. intros H ->. lra. Qed.
Lemma real_lt (a b x : Q) : a < b -> x == b - a -> 0 < x. Proof. intros H ->. lra. Qed.
Lemma real_eq (a b x : Q) : a == b -> x == a - b -> x == 0. Proof. intros H ->. lra. Qed.
Lemma product_le (a b : Q) : 0 <= a -> 0 <= b -> 0 <= a * b. Proof. apply Qmult_le_0_compat. Qed.
Lemma product_lt (a b : Q) : 0 < a -> 0 < b -> 0 < a * b.
Proof. intros Ha Hb. rewrite <- (Qmult_0_r a). now apply Qmult_lt_l. Qed.
Lemma square_le (a : Q) : 0 <= a * a.
Proof.
  destruct (Qlt_le_dec a 0) as [H | H]; [| now apply Qmult_le_0_compat].
  setoid_replace (a * a) with ((- a) * (- a)) by ring. apply Qmult_le_0_compat; lra.
Qed.
Lemma sum_le (a b : Q) : 0 <= a -> 0 <= b -> 0 <= a + b. Proof. lra. Qed.
Lemma sum_lt_le (a b : Q) : 0 < a -> 0 <= b -> 0 < a + b. Proof. lra. Qed.
Lemma sum_le_lt (a b : Q) : 0 <= a -> 0 < b -> 0 < a + b. Proof. lra. Qed.
Lemma multiple_zero (a b : Q) : a == 0 -> b * a == 0. Proof. intros ->. ring. Qed.
Lemma sum_zero (a b : Q) : a == 0 -> b == 0 -> a + b == 0. Proof. lra. Qed.
Lemma plus_zero_le (a b : Q) : 0 <= a -> b == 0 -> 0 <= a + b. Proof. lra. Qed.
Lemma plus_zero_lt (a b : Q) : 0 < a -> b == 0 -> 0 < a + b. Proof. lra. Qed.
Lemma weaken (a : Q) : 0 < a -> 0 <= a. Proof. lra. Qed.
Lemma factor_le (s t x : Q) : 0 < s -> 0 <= t -> t == s * x -> 0 <= x.
Proof.
  intros Hs Ht E. destruct (Qlt_le_dec x 0) as [H | H]; [| assumption].
  assert (0 < s * (- x)) by (apply product_lt; lra). lra.
Qed.
Lemma factor_eq (s t x : Q) : 0 < s -> t == 0 -> t == s * x -> x == 0.
Proof.
  intros Hs Ht E. destruct (Qmult_integral s x) as [H | H]; [lra | lra | assumption].
Qed.
Lemma nonzero (a b t : Q) : 0 < a -> a == t * b -> ~ b == 0. Proof. intros H E Z. rewrite Z in E. lra. Qed.
Lemma factor_lt (s t x : Q) : 0 < s -> 0 < t -> t == s * x -> 0 < x.
Proof.
  intros Hs Ht E. destruct (Qlt_le_dec 0 x) as [H | H]; [assumption |].
  assert (0 <= s * (- x)) by (apply product_le; lra). lra.
Qed.
Lemma to_le (a b : Q) : 0 <= b - a -> a <= b. Proof. lra. Qed.
Lemma to_lt (a b : Q) : 0 < b - a -> a < b. Proof. lra. Qed.
Lemma to_eq (a b : Q) : a - b == 0 -> a == b. Proof. lra. Qed.
Lemma both_le (a b : Q) : a <= b -> b <= a -> a == b. Proof. lra. Qed.
Lemma zero_le : 0 <= 0. Proof. lra. Qed.
Lemma zero_eq : 0 == 0. Proof. reflexivity. Qed.
Lemma real_le_or (a b : Q) : a <= b \/ b < a. Proof. destruct (Qlt_le_dec b a); tauto. Qed.
Lemma real_eq_or (a b : Q) : a == b \/ ~ a == b. Proof. destruct (Qeq_dec a b); tauto. Qed.
Lemma leb_true (a b : Q) : a <= b -> Qleb a b = true. Proof. apply Qle_bool_iff. Qed.
Lemma ltb_true (a b : Q) : a < b -> Qltb a b = true.
Proof. intro H. unfold Qltb. destruct (Qle_bool b a) eqn:E; [apply Qle_bool_iff in E; lra | reflexivity]. Qed.
Lemma eqb_true (a b : Q) : a == b -> Qeqb a b = true. Proof. apply Qeq_bool_iff. Qed.
Lemma leb_false (a b : Q) : b < a -> Qleb a b = false.
Proof. intro H. unfold Qleb. destruct (Qle_bool a b) eqn:E; [apply Qle_bool_iff in E; lra | reflexivity]. Qed.
Lemma ltb_false (a b : Q) : b <= a -> Qltb a b = false.
Proof. intro H. unfold Qltb. apply Qle_bool_iff in H. now rewrite H. Qed.
Lemma eqb_false (a b : Q) : ~ a == b -> Qeqb a b = false.
Proof. intro H. unfold Qeqb. destruct (Qeq_bool a b) eqn:E; [apply Qeq_bool_iff in E; tauto | reflexivity]. Qed.
Lemma real_abs_true (a : Q) : 0 <= a -> Qabs a == a. Proof. apply Qabs_pos. Qed.
Lemma real_abs_false (a : Q) : a < 0 -> Qabs a == - a. Proof. intro H. apply Qabs_neg. lra. Qed.
Lemma real_min_true (a b : Q) : a <= b -> Qmin a b == a. Proof. apply Q.min_l. Qed.
Lemma real_min_false (a b : Q) : b < a -> Qmin a b == b. Proof. intro H. apply Q.min_r. lra. Qed.
Lemma real_max_true (a b : Q) : a <= b -> Qmax a b == b. Proof. apply Q.max_r. Qed.
Lemma real_max_false (a b : Q) : b < a -> Qmax a b == a. Proof. intro H. apply Q.max_l. lra. Qed.
Lemma cleared_le (a b s x : Q) : a <= b -> 0 < s -> x == s * (b - a) -> 0 <= x.
Proof. intros H Hs ->. apply product_le; lra. Qed.
Lemma cleared_lt (a b s x : Q) : a < b -> 0 < s -> x == s * (b - a) -> 0 < x.
Proof. intros H Hs ->. apply product_lt; lra. Qed.
Lemma cleared_eq (a b s x : Q) : a == b -> 0 < s -> x == s * (a - b) -> x == 0.
Proof. intros -> _ ->. ring. Qed.
Close Scope Q_scope.

(* The same of integers. *)
Lemma integer_le (a b : Z) (x : Q) : a <= b -> (x == inject_Z b - inject_Z a -> 0 <= x)%Q.
Proof. intro H. apply real_le. now rewrite <- Zle_Qle. Qed.
Lemma integer_lt (a b : Z) (x : Q) : a < b -> (x == inject_Z b - inject_Z a -> 0 < x)%Q.
Proof. intro H. apply real_lt. now rewrite <- Zlt_Qlt. Qed.
Lemma integer_next (a b : Z) (x : Q) : a < b -> (x == inject_Z b - inject_Z a - 1 -> 0 <= x)%Q.
Proof.
  intros H E. apply (real_le (inject_Z (a + 1)) (inject_Z b)); [rewrite <- Zle_Qle; lia |].
  rewrite E, inject_Z_plus. ring.
Qed.
Lemma integer_eq (a b : Z) (x : Q) : a = b -> (x == inject_Z a - inject_Z b -> x == 0)%Q.
Proof. intros -> E. rewrite E. ring. Qed.
Lemma from_le (a b : Z) : (0 <= inject_Z b - inject_Z a)%Q -> a <= b.
Proof. intro H. rewrite Zle_Qle. now apply to_le. Qed.
Lemma from_lt (a b : Z) : (0 < inject_Z b - inject_Z a)%Q -> a < b.
Proof. intro H. rewrite Zlt_Qlt. now apply to_lt. Qed.
Lemma from_eq (a b : Z) : (inject_Z a - inject_Z b == 0)%Q -> a = b.
Proof. intro H. apply inject_Z_injective. now apply to_eq. Qed.
Lemma nonzero_integer (d : Z) : d <> 0 -> (~ inject_Z d == 0)%Q.
Proof. intros H E. apply H. now apply inject_Z_injective. Qed.
Lemma integer_nonzero (d : Z) : (~ inject_Z d == 0)%Q -> d <> 0.
Proof. intros H ->. apply H. reflexivity. Qed.

Ltac casts :=
  written_out; constants; cbn [Z.pow Z.pow_pos Pos.iter];
  repeat first [rewrite inject_Z_plus | rewrite cast_minus | rewrite inject_Z_mult | rewrite inject_Z_opp].
(* That what `field` divides by is not 0: by what it was called before, or by what is known of it. *)
Ltac divisor :=
  let Z := fresh in intro Z;
  first [match goal with N : ~ (_ == 0)%Q |- _ => apply N; clear - Z; lra end | lra
    | match goal with N : ~ (_ == 0)%Q |- _ => apply N; clear - Z; nra end].
Ltac identity := casts; first [ring | field; repeat split; first [assumption | divisor]].
Ltac number := clear; lra.
Ltac computed_real := fail.
Ltac refuted_real H := fail.
