package org.liandong.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;

/**
 * What the operator is told about a command, or about a request that failed.
 *
 * @param code {@code 0} when it is done; otherwise why not, for machines
 * @param field what in the request is wrong
 * @param message for people, in Chinese
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
        String code,
        @Nullable String caseNo,
        @Nullable String state,
        @Nullable String stateName,
        @Nullable String field,
        String message) {

    static Answer done(CaseFile file, String message) {
        return new Answer(
                "0", file.number().value(), file.state().name(), file.state().chinese(), null, message);
    }

    static Answer problem(String code, @Nullable String field, String message) {
        return new Answer(code, null, null, null, field, message);
    }
}
