package org.liandong.intake.cleaning;

import org.jspecify.annotations.Nullable;
import org.liandong.intake.cleaning.IdNumbers.IdNumber;
import org.liandong.intake.cleaning.Phones.PhoneNumber;
import org.liandong.intake.cleaning.Phones.PhoneNumbers;

/**
 * Who asked (诉求人): personal data in clear, meant for the vault alone (PersonVault, reference §4.1). Everything else takes
 * {@link #masked}. Its text form shows only what is masked.
 */
public record Petitioner(
        @Nullable String name,
        @Nullable PhoneNumbers phones,
        @Nullable PhoneNumbers callbackPhones,
        @Nullable IdNumber idNo,
        @Nullable String sex,
        @Nullable String homeAddress) {

    /** What may stand in a case and its notes (reference §2.7, §3.7). */
    public record Masked(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String idNo) {}

    public Masked masked() {
        PhoneNumber phone = phone();
        return new Masked(
                name == null ? null : Masks.name(name),
                phone == null ? null : Masks.phone(phone.number()),
                idNo == null ? null : Masks.idNo(idNo.value()));
    }

    /** The number to call: the one to call back, else the one called from; null if neither is usable. */
    public @Nullable PhoneNumber phone() {
        PhoneNumber callback = callbackPhones == null ? null : callbackPhones.first();
        return callback != null || phones == null ? callback : phones.first();
    }

    public boolean isEmpty() {
        return name == null && phones == null && callbackPhones == null && idNo == null && homeAddress == null;
    }

    @Override
    public String toString() {
        return masked().toString();
    }
}
