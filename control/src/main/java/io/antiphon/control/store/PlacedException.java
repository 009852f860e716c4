package io.antiphon.control.store;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Something in a YAML file that is not taken, with its place. */
final class PlacedException extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    PlacedException(String problem, Node at) {
        super(null, null, problem, at.getStartMark());
    }
}
