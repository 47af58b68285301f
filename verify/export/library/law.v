(* A sum of a_k x^k with q k a_k = a_(k-1), q > 0 and a_0 > 0 is positive at every even degree: by the identity
   f - q f' = a_n x^n, the derivative of exp(-x/q) f(x) is -exp(-x/q) a_n x^n / q, so that this product does not
   increase; left of 0 it is at least its value a_0 there, and right of 0 every summand is positive. *)
Section Law.
Open Scope R_scope.
Variables (a : nat -> R) (q : R).
Hypothesis q_positive : 0 < q.
Hypothesis first_positive : 0 < a 0%nat.
Hypothesis law : forall k, q * INR (S k) * a (S k) = a k.

Fixpoint partial (n : nat) (x : R) : R :=
  match n with O => a O | S m => partial m x + a (S m) * x ^ S m end.

Lemma coefficient_positive (k : nat) : 0 < a k.
Proof.
  induction k as [| k IH]; [assumption |]. rewrite <- law in IH.
  apply (Rmult_lt_reg_l (q * INR (S k))); [apply Rmult_lt_0_compat; [assumption | apply lt_0_INR; lia] |].
  now rewrite Rmult_0_r.
Qed.

Lemma partial_derivative (n : nat) (x : R) : derivable_pt_lim (partial (S n)) x (partial n x / q).
Proof.
  assert (T : forall k, derivable_pt_lim (fun y => a (S k) * y ^ S k) x (a k * x ^ k / q)).
  { intro k. replace (a k * x ^ k / q) with (a (S k) * (INR (S k) * x ^ pred (S k))).
    - apply (derivable_pt_lim_scal (fun y => y ^ S k)), derivable_pt_lim_pow.
    - rewrite <- (law k). simpl pred. field. lra. }
  induction n as [| n IH].
  - replace (partial 0 x / q) with (0 + a 0%nat * x ^ 0 / q) by (simpl; field; lra).
    apply (derivable_pt_lim_plus (fun _ => a 0%nat) (fun y => a 1%nat * y ^ 1)); [apply derivable_pt_lim_const | apply T].
  - replace (partial (S n) x / q) with (partial n x / q + a (S n) * x ^ S n / q) by (simpl; field; lra).
    apply (derivable_pt_lim_plus (partial (S n)) (fun y => a (S (S n)) * y ^ S (S n))); [exact IH | apply T].
Qed.

Lemma damped (n : nat) (x : R) :
  derivable_pt_lim (fun y => exp (- y / q) * partial (S n) y) x (- (exp (- x / q) * (a (S n) * x ^ S n) / q)).
Proof.
  replace (- (exp (- x / q) * (a (S n) * x ^ S n) / q))
    with (exp (- x / q) * (- / q) * partial (S n) x + exp (- x / q) * (partial n x / q)) by (simpl; field; lra).
  apply (derivable_pt_lim_mult (fun y => exp (- y / q)) (partial (S n))); [| apply partial_derivative].
  apply (derivable_pt_lim_comp (fun y => - y / q) exp); [| apply derivable_pt_lim_exp].
  replace (- / q) with (-1 * / q + - x * 0) by ring.
  apply (derivable_pt_lim_mult Ropp (fun _ => / q)); [| apply derivable_pt_lim_const].
  apply (derivable_pt_lim_opp id), derivable_pt_lim_id.
Qed.

Lemma partial_at_zero (n : nat) : partial n 0 = a 0%nat.
Proof. induction n as [| n IH]; [reflexivity |]. simpl. rewrite IH. ring. Qed.

Theorem positive_by_law (n : nat) (x : R) : Nat.Even n -> 0 < partial n x.
Proof.
  intro He. destruct n as [| n]; [assumption |].
  assert (Hp : forall y, 0 <= y ^ S n).
  { intro y. destruct He as [m ->]. rewrite pow_mult. apply pow_le. rewrite <- Rsqr_pow2. apply Rle_0_sqr. }
  destruct (Rlt_le_dec x 0) as [Hx | Hx].
  - destruct (MVT_cor2 (fun y => exp (- y / q) * partial (S n) y)
      (fun y => - (exp (- y / q) * (a (S n) * y ^ S n) / q)) x 0 Hx) as (c & E & _).
    { intros c _. apply damped. }
    rewrite partial_at_zero in E. replace (- 0 / q) with 0 in E by (field; lra). rewrite exp_0 in E.
    assert (0 <= exp (- c / q) * (a (S n) * c ^ S n) / q).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rlt_le, exp_pos | apply Rmult_le_pos; [| apply Hp]] |].
      - apply Rlt_le, coefficient_positive.
      - now apply Rlt_le, Rinv_0_lt_compat. }
    assert (0 <= exp (- c / q) * (a (S n) * c ^ S n) / q * (0 - x)) by (apply Rmult_le_pos; lra).
    apply (Rmult_lt_reg_l (exp (- x / q))); [apply exp_pos | lra].
  - clear He Hp. induction n as [| n IH].
    + assert (0 <= a 1%nat * x ^ 1) by (apply Rmult_le_pos; [apply Rlt_le, coefficient_positive | now apply pow_le]).
      simpl in *. lra.
    + assert (0 <= a (S (S n)) * x ^ S (S n))
        by (apply Rmult_le_pos; [apply Rlt_le, coefficient_positive | now apply pow_le]).
      change (partial (S (S n)) x) with (partial (S n) x + a (S (S n)) * x ^ S (S n)). lra.
Qed.
End Law.
Close Scope R_scope.
