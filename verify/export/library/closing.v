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
  first [assumption | lia | number | easy].
