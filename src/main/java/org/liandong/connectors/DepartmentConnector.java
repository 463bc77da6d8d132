package org.liandong.connectors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A department's system: assignments go to it and outcomes come back.
 *
 * @param department the department's code
 * @param canary what becomes of a canary there; absent if it gets none
 * @param lookUp how an unknown outcome is settled; absent where only the idempotent resend can
 */
public record DepartmentConnector(
        String name,
        String department,
        String title,
        String sender,
        Delivery delivery,
        Map<String, Send> operations,
        Optional<Mapping> answer,
        Optional<LookUp> lookUp,
        List<Entry> receives,
        Map<String, String> fields,
        CodeTables codes,
        Optional<DepartmentCanary> canary,
        String version)
        implements Connector {

    public DepartmentConnector {
        operations = Map.copyOf(operations);
        receives = List.copyOf(receives);
        fields = Map.copyOf(fields);
    }
}
