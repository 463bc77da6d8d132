package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in to the pages.
 *
 * @param name what is typed to sign in; never given to anybody else later
 * @param display what people call the person
 * @param role name of the one role
 * @param department code of the department that the person works for; null for those who work for the hub
 * @param password as a slow hash with salt
 * @param mustChange whether the password is good for nothing but choosing another
 * @param disabled whether nobody can sign in with it any more
 * @param changedAt when the password was last changed
 */
public record Account(
        String name,
        String display,
        String role,
        @Nullable String department,
        String password,
        boolean mustChange,
        boolean disabled,
        Instant createdAt,
        Instant changedAt) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Account[%s, %s, %s]".formatted(name, role, department);
    }
}
