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

(* The sums of the statements are such sums. *)
Definition coefficient (first scale : R) (k : nat) : R := (first * scale ^ k / INR (fact k))%R.

Lemma factorial_is_fact (k : nat) : IZR (factorial (Z.of_nat k)) = INR (fact k).
Proof.
  unfold factorial. rewrite Nat2Z.id. rewrite INR_IZR_INZ. f_equal.
  induction k as [| k IH]; [reflexivity |].
  change (factorial_of (S k)) with (Z.of_nat (S k) * factorial_of k). rewrite IH, <- Nat2Z.inj_mul. reflexivity.
Qed.

Lemma positive_sum (f : Z -> R) (first scale q x : R) (n : Z) :
  (0 < q)%R -> (0 < first)%R -> (q * scale = 1)%R -> 0 <= n -> Z.even n = true ->
  (forall k : nat, f (Z.of_nat k) = coefficient first scale k * x ^ k)%R -> (0 < total 0%R Rplus 0 n f)%R.
Proof.
  intros Hq Ha Hs Hn He Hf.
  assert (E : total 0%R Rplus 0 n f = partial (coefficient first scale) (Z.to_nat n) x).
  { unfold total. replace (Z.to_nat (n - 0 + 1)) with (S (Z.to_nat n)) by lia.
    induction (Z.to_nat n) as [| m IH].
    - simpl. specialize (Hf 0%nat). simpl in Hf. rewrite Hf. ring.
    - change (total_of 0%R Rplus 0 (S (S m)) f) with (total_of 0%R Rplus 0 (S m) f + f (0 + Z.of_nat (S m))%Z)%R.
      rewrite IH, Z.add_0_l, Hf. reflexivity. }
  rewrite E. apply (positive_by_law _ q); [assumption | | |].
  - unfold coefficient. simpl. lra.
  - intro k. unfold coefficient. rewrite fact_simpl, mult_INR. simpl (scale ^ S k)%R.
    replace (q * INR (S k) * (first * (scale * scale ^ k) / (INR (S k) * INR (fact k))))%R
      with (q * scale * (first * scale ^ k / INR (fact k)))%R by
      (field; split; [apply INR_fact_neq_0 | apply not_0_INR; lia]).
    rewrite Hs. ring.
  - apply Z.even_spec in He. destruct He as [m ->]. exists (Z.to_nat m). lia.
Qed.

(* A summand, in its form c x^k: powers with counts for exponents, and the factorial as Coq's. *)
Ltac summand :=
  let k := fresh "k" in intro k; pose proof (INR_fact_neq_0 k); unfold coefficient, Rdiv;
  rewrite ?factorial_is_fact, <- ?pow_powerRZ, ?Rpow_mult_distr, ?pow_inv, ?pow1;
  field; repeat split; first [assumption | apply pow_nonzero; lra].
Ltac even_degree :=
  rewrite ?Z.even_add, ?Z.even_sub;
  repeat match goal with
  | H : Z.even ?n = true |- context [Z.even ?n] => rewrite H
  | H : Z.odd ?n = true |- context [Z.even ?n] => rewrite <- (Z.negb_odd n), H
  end; reflexivity.
