package io.antiphon.control.auth;

import java.util.List;

/**
 * Who sent a request.
 *
 * @param name name of a user, or what else let the request in
 * @param role its role
 * @param scopes what of the role it may use; all of it when there are none
 */
public record Identity(String name, Role role, List<Scope> scopes) {
    /** Who comes when nobody has to log in. */
    static final Identity ANYBODY = new Identity("anybody", Role.ADMIN, List.of());

    /** Who came by the link that a start prints. */
    static final Identity BY_LINK = new Identity("login link", Role.ADMIN, List.of());

    public Identity {
        scopes = List.copyOf(scopes);
    }

    /** Whose preferences are this one's: those without a name share theirs. */
    public String owner() {
        return equals(ANYBODY) || equals(BY_LINK) ? "anyone" : name;
    }

    /** The one question of permission. */
    public boolean may(Deed deed) {
        return role.may(deed) && (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.covers(deed)));
    }
}
