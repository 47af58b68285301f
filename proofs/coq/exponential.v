(* The Taylor polynomials of exp of even order are positive, for all even orders at once. Written by hand; it uses
   nothing of the project. *)

Require Import Reals Lra Lia PeanoNat.
Open Scope R_scope.

Definition taylor (n : nat) (x : R) : R := sum_f_R0 (fun k => x ^ k / INR (fact k)) n.

Lemma taylor_next (n : nat) (x : R) : taylor (S n) x = taylor n x + x ^ S n / INR (fact (S n)).
Proof. reflexivity. Qed.

(* f_n' = f_(n-1), term by term. *)
Lemma derivative (n : nat) (x : R) : derivable_pt_lim (taylor (S n)) x (taylor n x).
Proof.
  assert (T : forall k, derivable_pt_lim (fun y => y ^ S k / INR (fact (S k))) x (x ^ k / INR (fact k))).
  { intro k.
    replace (x ^ k / INR (fact k)) with (INR (S k) * x ^ pred (S k) * / INR (fact (S k)) + x ^ S k * 0).
    - apply (derivable_pt_lim_mult (fun y => y ^ S k) (fun _ => / INR (fact (S k)))).
      + apply derivable_pt_lim_pow.
      + apply derivable_pt_lim_const.
    - rewrite fact_simpl, mult_INR. simpl pred.
      field. split; [apply INR_fact_neq_0 | apply not_0_INR; lia]. }
  induction n as [| n IH].
  - replace (taylor 0 x) with (0 + x ^ 0 / INR (fact 0)) by (unfold taylor; simpl; ring).
    apply (derivable_pt_lim_plus (taylor 0) (fun y => y ^ 1 / INR (fact 1))); [| apply T].
    apply (derivable_pt_lim_const (1 / 1)).
  - rewrite taylor_next.
    apply (derivable_pt_lim_plus (taylor (S n)) (fun y => y ^ S (S n) / INR (fact (S (S n))))); [exact IH | apply T].
Qed.

(* So exp(-x) f_n(x) has the derivative -exp(-x) x^n / n!, which is not positive for an even n. *)
Lemma damped (n : nat) (x : R) :
  derivable_pt_lim (fun y => exp (- y) * taylor (S n) y) x (- (exp (- x) * (x ^ S n / INR (fact (S n))))).
Proof.
  replace (- (exp (- x) * (x ^ S n / INR (fact (S n)))))
    with (exp (- x) * -1 * taylor (S n) x + exp (- x) * taylor n x) by (rewrite taylor_next; ring).
  apply (derivable_pt_lim_mult (fun y => exp (- y)) (taylor (S n))).
  - apply (derivable_pt_lim_comp Ropp exp).
    + apply (derivable_pt_lim_opp id), derivable_pt_lim_id.
    + apply derivable_pt_lim_exp.
  - apply derivative.
Qed.

Lemma at_zero (n : nat) : taylor n 0 = 1.
Proof.
  induction n as [| n IH]; [unfold taylor; simpl; lra |].
  rewrite taylor_next, IH, pow_i by lia. unfold Rdiv. ring.
Qed.

Lemma even_power (n : nat) (x : R) : Nat.Even n -> 0 <= x ^ n.
Proof. intros [m ->]. rewrite pow_mult. apply pow_le. rewrite <- Rsqr_pow2. apply Rle_0_sqr. Qed.

Theorem positive_at_every_even_order (n : nat) (x : R) :
  Nat.Even n -> 0 < sum_f_R0 (fun k => x ^ k / INR (fact k)) n.
Proof.
  intro He. change (0 < taylor n x).
  destruct n as [| n]; [unfold taylor; simpl; lra |].
  destruct (Rlt_le_dec x 0) as [Hx | Hx].
  - destruct (MVT_cor2 (fun y => exp (- y) * taylor (S n) y)
      (fun y => - (exp (- y) * (y ^ S n / INR (fact (S n))))) x 0 Hx) as (c & E & _).
    { intros c _. apply damped. }
    rewrite Ropp_0, exp_0, at_zero in E.
    assert (N : 0 <= exp (- c) * (c ^ S n / INR (fact (S n)))).
    { apply Rmult_le_pos; [apply Rlt_le, exp_pos |].
      apply Rmult_le_pos; [now apply even_power | apply Rlt_le, Rinv_0_lt_compat, INR_fact_lt_0]. }
    assert (M : 0 <= exp (- c) * (c ^ S n / INR (fact (S n))) * (0 - x)) by (apply Rmult_le_pos; lra).
    apply (Rmult_lt_reg_l (exp (- x))); [apply exp_pos | lra].
  - assert (forall k, 0 <= x ^ k / INR (fact k)) as P.
    { intro k. apply Rmult_le_pos; [now apply pow_le | apply Rlt_le, Rinv_0_lt_compat, INR_fact_lt_0]. }
    clear He. induction n as [| n IH]; rewrite taylor_next.
    + specialize (P 1%nat). unfold taylor at 1; simpl sum_f_R0. simpl (fact 0). simpl INR. lra.
    + specialize (P (S (S n))). lra.
Qed.

Print Assumptions positive_at_every_even_order.
