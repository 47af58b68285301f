Require Import Reals Lra.
Open Scope Z_scope.

Definition Rleb (x y : R) : bool := if Rle_dec x y then true else false.
Definition Rltb (x y : R) : bool := if Rlt_dec x y then true else false.
Definition Reqb (x y : R) : bool := if Req_EM_T x y then true else false.

(* What an inequality is, in the form in which identities speak of it. *)
Open Scope R_scope.
Lemma real_le (a b x : R) : a <= b -> x = b - a -> 0 <= x. Proof. intros H ->. lra. Qed.
Lemma real_lt (a b x : R) : a < b -> x = b - a -> 0 < x. Proof. intros H ->. lra. Qed.
Lemma real_eq (a b x : R) : a = b -> x = a - b -> x = 0. Proof. intros H ->. lra. Qed.
Lemma product_le (a b : R) : 0 <= a -> 0 <= b -> 0 <= a * b. Proof. apply Rmult_le_pos. Qed.
Lemma product_lt (a b : R) : 0 < a -> 0 < b -> 0 < a * b. Proof. apply Rmult_lt_0_compat. Qed.
Lemma square_le (a : R) : 0 <= a * a. Proof. apply Rle_0_sqr. Qed.
Lemma sum_le (a b : R) : 0 <= a -> 0 <= b -> 0 <= a + b. Proof. lra. Qed.
Lemma sum_lt_le (a b : R) : 0 < a -> 0 <= b -> 0 < a + b. Proof. lra. Qed.
Lemma sum_le_lt (a b : R) : 0 <= a -> 0 < b -> 0 < a + b. Proof. lra. Qed.
Lemma multiple_zero (a b : R) : a = 0 -> b * a = 0. Proof. intros ->. ring. Qed.
Lemma sum_zero (a b : R) : a = 0 -> b = 0 -> a + b = 0. Proof. lra. Qed.
Lemma plus_zero_le (a b : R) : 0 <= a -> b = 0 -> 0 <= a + b. Proof. lra. Qed.
Lemma plus_zero_lt (a b : R) : 0 < a -> b = 0 -> 0 < a + b. Proof. lra. Qed.
Lemma weaken (a : R) : 0 < a -> 0 <= a. Proof. lra. Qed.
Lemma factor_le (s t x : R) : 0 < s -> 0 <= t -> t = s * x -> 0 <= x.
Proof. intros Hs Ht ->. apply (Rmult_le_reg_l s); [assumption | now rewrite Rmult_0_r]. Qed.
Lemma factor_lt (s t x : R) : 0 < s -> 0 < t -> t = s * x -> 0 < x.
Proof. intros Hs Ht ->. apply (Rmult_lt_reg_l s); [assumption | now rewrite Rmult_0_r]. Qed.
Lemma factor_eq (s t x : R) : 0 < s -> t = 0 -> t = s * x -> x = 0.
Proof. intros Hs -> E. symmetry in E. apply Rmult_integral in E as [E | E]; [lra | assumption]. Qed.
Lemma nonzero (a b t : R) : 0 < a -> a = t * b -> b <> 0. Proof. intros H E Z. rewrite Z in E. lra. Qed.
Lemma to_le (a b : R) : 0 <= b - a -> a <= b. Proof. lra. Qed.
Lemma to_lt (a b : R) : 0 < b - a -> a < b. Proof. lra. Qed.
Lemma to_eq (a b : R) : a - b = 0 -> a = b. Proof. lra. Qed.
Lemma both_le (a b : R) : a <= b -> b <= a -> a = b. Proof. lra. Qed.
Lemma zero_le : 0 <= 0. Proof. lra. Qed.
Lemma zero_eq : 0 = 0. Proof. reflexivity. Qed.
Lemma real_le_or (a b : R) : a <= b \/ b < a. Proof. destruct (Rle_lt_dec a b); tauto. Qed.
Lemma real_eq_or (a b : R) : a = b \/ a <> b. Proof. destruct (Req_EM_T a b); tauto. Qed.
Lemma leb_true (a b : R) : a <= b -> Rleb a b = true. Proof. unfold Rleb. destruct (Rle_dec a b); tauto. Qed.
Lemma ltb_true (a b : R) : a < b -> Rltb a b = true. Proof. unfold Rltb. destruct (Rlt_dec a b); tauto. Qed.
Lemma eqb_true (a b : R) : a = b -> Reqb a b = true. Proof. unfold Reqb. destruct (Req_EM_T a b); tauto. Qed.
Lemma leb_false (a b : R) : b < a -> Rleb a b = false.
Proof. unfold Rleb. destruct (Rle_dec a b); [lra | reflexivity]. Qed.
Lemma ltb_false (a b : R) : b <= a -> Rltb a b = false.
Proof. unfold Rltb. destruct (Rlt_dec a b); [lra | reflexivity]. Qed.
Lemma eqb_false (a b : R) : a <> b -> Reqb a b = false. Proof. unfold Reqb. destruct (Req_EM_T a b); tauto. Qed.
Lemma real_abs_true (a : R) : 0 <= a -> Rabs a = a. Proof. intro. apply Rabs_pos_eq. lra. Qed.
Lemma real_abs_false (a : R) : a < 0 -> Rabs a = - a. Proof. apply Rabs_left. Qed.
Lemma real_min_true (a b : R) : a <= b -> Rmin a b = a. Proof. apply Rmin_left. Qed.
Lemma real_min_false (a b : R) : b < a -> Rmin a b = b. Proof. intro. apply Rmin_right. lra. Qed.
Lemma real_max_true (a b : R) : a <= b -> Rmax a b = b. Proof. apply Rmax_right. Qed.
Lemma real_max_false (a b : R) : b < a -> Rmax a b = a. Proof. intro. apply Rmax_left. lra. Qed.
Lemma cleared_le (a b s x : R) : a <= b -> 0 < s -> x = s * (b - a) -> 0 <= x.
Proof. intros H Hs ->. apply product_le; lra. Qed.
Lemma cleared_lt (a b s x : R) : a < b -> 0 < s -> x = s * (b - a) -> 0 < x.
Proof. intros H Hs ->. apply product_lt; lra. Qed.
Lemma cleared_eq (a b s x : R) : a = b -> 0 < s -> x = s * (a - b) -> x = 0.
Proof. intros -> _ ->. ring. Qed.
Close Scope R_scope.

(* The same of integers. *)
Lemma integer_le (a b : Z) (x : R) : a <= b -> (x = IZR b - IZR a -> 0 <= x)%R.
Proof. intro H. apply real_le. now apply IZR_le. Qed.
Lemma integer_lt (a b : Z) (x : R) : a < b -> (x = IZR b - IZR a -> 0 < x)%R.
Proof. intro H. apply real_lt. now apply IZR_lt. Qed.
Lemma integer_next (a b : Z) (x : R) : a < b -> (x = IZR b - IZR a - 1 -> 0 <= x)%R.
Proof. intros H ->. assert (E : (IZR (a + 1) <= IZR b)%R) by (apply IZR_le; lia). rewrite plus_IZR in E. lra. Qed.
Lemma integer_eq (a b : Z) (x : R) : a = b -> (x = IZR a - IZR b -> x = 0)%R.
Proof. intros -> ->. ring. Qed.
Lemma from_le (a b : Z) : (0 <= IZR b - IZR a)%R -> a <= b.
Proof. intro H. apply le_IZR. now apply to_le. Qed.
Lemma from_lt (a b : Z) : (0 < IZR b - IZR a)%R -> a < b.
Proof. intro H. apply lt_IZR. now apply to_lt. Qed.
Lemma from_eq (a b : Z) : (IZR a - IZR b = 0)%R -> a = b.
Proof. intro H. apply eq_IZR. now apply to_eq. Qed.
Lemma nonzero_integer (d : Z) : d <> 0 -> (IZR d <> 0)%R. Proof. apply not_0_IZR. Qed.
Lemma integer_nonzero (d : Z) : (IZR d <> 0)%R -> d <> 0.
Proof. intros H ->. now apply H. Qed.

Ltac powers := repeat match goal with
  | |- context [powerRZ ?x 0] => change (powerRZ x 0) with 1%R
  | |- context [powerRZ ?x (Zpos ?n)] =>
      let v := eval vm_compute in (Pos.to_nat n) in change (powerRZ x (Zpos n)) with (x ^ v)%R
  end.
Ltac casts :=
  written_out; constants; powers; cbn [Z.pow Z.pow_pos Pos.iter];
  repeat first [rewrite plus_IZR | rewrite minus_IZR | rewrite mult_IZR | rewrite opp_IZR].
(* That what `field` divides by is not 0: by what it was called before, or by what is known of it. *)
Ltac divisor :=
  let Z := fresh in intro Z;
  first [match goal with N : _ <> 0%R |- _ => apply N; clear - Z; lra end | lra
    | match goal with N : _ <> 0%R |- _ => apply N; clear - Z; nra end].
Ltac identity := casts; first [field; repeat split; first [assumption | divisor]].
Ltac number := clear; lra.
(* Of rational constants, which of two is the lesser. *)
Ltac choices :=
  unfold Rltb, Rleb, Reqb, Rmin, Rmax, Rabs;
  repeat match goal with
  | |- context [Rlt_dec ?a ?b] => destruct (Rlt_dec a b)
  | |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b)
  | |- context [Req_EM_T ?a ?b] => destruct (Req_EM_T a b)
  | |- context [Rcase_abs ?a] => destruct (Rcase_abs a)
  end.
Ltac computed_real :=
  lazymatch goal with
  | |- (_ <= _)%R => idtac | |- (_ < _)%R => idtac | |- @eq R _ _ => idtac | |- not (@eq R _ _) => idtac
  end;
  casts; choices; lra.
Ltac refuted_real H := exfalso; revert H; casts; choices; intro H; lra.
