package io.antiphon.control.api.contract;

import io.antiphon.control.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * A call of the API as it should be.
 *
 * @param method in capitals; WS for a WebSocket
 * @param path as the server's own description has it, with parameters in braces
 * @param least the role that is needed; null when nobody has to log in
 * @param changes whether it changes something: another site must not make a browser send it
 * @param example a path that works in {@link World}; {@code #} is another number each time
 * @param body the body for that, or null
 * @param type the body's Content-Type, or null
 * @param status what is answered
 * @param shape {@code true}, {@code null}, {@code []}, {@code {a,b}} or {@code [{a,b}]} with exactly those keys, {@code
 *     error}, {@code none}, {@code redirect}, or the beginning of a Content-Type
 * @param first a call that has to be made before, with its body behind it; or null
 */
record Call(
        String method,
        String path,
        @Nullable Role least,
        boolean changes,
        String example,
        @Nullable String body,
        @Nullable String type,
        int status,
        String shape,
        @Nullable String first) {

    static Call reads(@Nullable Role least, String path) {
        return of("GET", path, least, false);
    }

    /** A call that changes nothing by another method than GET. */
    static Call reads(@Nullable Role least, String method, String path) {
        return of(method, path, least, false);
    }

    static Call changes(Role least, String method, String path) {
        return of(method, path, least, true);
    }

    static Call socket(Role least, String path) {
        return of("WS", path, least, false);
    }

    private static Call of(String method, String path, @Nullable Role least, boolean changes) {
        String example = path;
        for (String[] value : World.PARAMETERS) {
            example = example.replace(value[0], value[1]);
        }
        return new Call(method, path, least, changes, example, null, null, 200, "true", null);
    }

    Call at(String otherExample) {
        return new Call(method, path, least, changes, otherExample, body, type, status, shape, first);
    }

    /** @param quoted with single quotes in the place of double ones */
    Call with(String quoted) {
        return new Call(method, path, least, changes, example, quoted.replace('\'', '"'), type, status, shape, first);
    }

    Call of(String contentType) {
        return new Call(method, path, least, changes, example, body, contentType, status, shape, first);
    }

    Call after(String call) {
        return new Call(method, path, least, changes, example, body, type, status, shape, call.replace('\'', '"'));
    }

    Call gives(int expected, String expectedShape) {
        return new Call(method, path, least, changes, example, body, type, expected, expectedShape, first);
    }

    Call gives(String expectedShape) {
        return gives(200, expectedShape);
    }

    Call isNotThereYet() {
        return gives(501, "error");
    }

    /** The parameters of the path by which something that must be there is named. */
    boolean namesSomething() {
        return path.contains("{name}") || path.contains("{module}");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
