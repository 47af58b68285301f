Ltac separate := repeat match goal with H : _ /\ _ |- _ => destruct H end.
Ltac parts := repeat match goal with |- _ /\ _ => split end; assumption.
(* The sign of a product of factors whose signs are known. *)
Ltac sign := first [assumption | apply weaken; assumption | apply square_le | apply product_le; [sign | sign] | number].
Ltac strict_sign := first [assumption | apply product_lt; [strict_sign | strict_sign] | number].
(* That an operation has a value where its arguments are as they are. *)
Ltac side :=
  repeat match goal with
  | |- context [bit_length ?x] => lazymatch goal with H : 0 <= bit_length x |- _ => fail | _ => pose proof (bit_length_nonneg x) end
  end;
  intros; repeat match goal with |- _ /\ _ => split end;
  first [assumption | lia | number | lra | right; lia | left; number
    | apply nonzero_integer; match goal with |- factorial ?n <> 0 => pose proof (factorial_positive n); lia end | easy].
(* The boolean of a comparison that is decided. *)
Ltac boolean := lazymatch goal with
  | |- (_ <? _)%Z = true => apply Z.ltb_lt; holds
  | |- (_ <=? _)%Z = true => apply Z.leb_le; holds
  | |- (_ =? _)%Z = true => apply Z.eqb_eq; holds
  | |- (_ <? _)%Z = false => apply Z.ltb_ge; holds
  | |- (_ <=? _)%Z = false => apply Z.leb_gt; holds
  | |- (_ =? _)%Z = false => apply Z.eqb_neq; holds
  | |- negb _ = true => apply negb_true_iff; boolean
  | |- negb _ = false => apply negb_false_iff; boolean
  | |- andb _ _ = true => apply andb_true_intro; split; boolean
  | |- orb _ _ = false => apply orb_false_intro; boolean
  | |- _ = true => first [apply leb_true | apply ltb_true | apply eqb_true]; holds
  | |- _ = false => first [apply leb_false | apply ltb_false | apply eqb_false]; holds
  end.
(* What computation tells of numbers: that a proposition is true, or that it is not. *)
Ltac computed := lazymatch goal with
  | |- _ /\ _ => split; computed
  | |- _ \/ _ => first [left; computed | right; computed]
  | |- forall _, _ => side
  | |- _ => first [computed_real | vm_compute; first [exact I | reflexivity | discriminate | intro; discriminate]]
  end.
Ltac refuted H := lazymatch type of H with
  | _ /\ _ => let A := fresh in let B := fresh in destruct H as [A B]; first [refuted A | refuted B]
  | _ \/ _ => let A := fresh in destruct H as [A | A]; refuted A
  | False => destruct H
  | _ => first [refuted_real H | vm_compute in H; first [discriminate | exfalso; apply H; reflexivity]]
  end.
