package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub sends is allowed by the contracts; what is wrong is refused, and the field is named. */
class MessagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"canonical-12345-2.json", "canonical-pananj-merge.json", "canonical-grid-offline-2.json"})
    void theReferencesCasesAreAllowed(String golden) {
        assertThat(Contracts.problems("case.schema.json", Contracts.sample(golden)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"case", "assignment", "status", "closing"})
    void theExamplesAreAllowed(String name) {
        assertThat(Contracts.problems(name + ".schema.json", Contracts.document("examples/" + name + ".json")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            case | /caseNo                       | "JN20260732010193115"
            case | /caseNo                       | "JN2026070801019311"
            case | /caseNo                       |
            case | /schema                       | "jn.case/2.0"
            case | /schema                       |
            case | /channel                      | "01"
            case | /state                        | "PENDING_STREET"
            case | /state                        | "办理中"
            case | /urgency                      | "1"
            case | /urgency                      |
            case | /quality                      |
            case | /location                     |
            case | /title                        | ""
            case | /caseType                     | "抱怨"
            case | /itemCode                     | "60103"
            case | /itemCode                     | 60103
            case | /itemConfidence               | 1.2
            case | /reportedAt                   | "2026-07-08 01:12:00"
            case | /reportedAt                   | "2026-07-07T17:12:00Z"
            case | /reportedAt                   | "2026-13-08T01:12:00+08:00"
            case | /reportedAt                   | null
            case | /petitioner/phoneMasked       | "19900000002"
            case | /petitioner/idMasked          | "32011519000101002X"
            case | /petitioner/nameMasked        | "王女士"
            case | /petitioner/name              | "王女士"
            case | /telephone                    | "19900000002"
            case | /location/lng                 | 31.9215
            case | /location/lat                 | 118.7811
            case | /location/crs                 | "GCJ02"
            case | /location/quality             | "EXACT"
            case | /location/street              | "320115"
            case | /location/grid                | "32011500300201"
            case | /location/gridKind            | "Y"
            case | /quality/0/code               | "FULLWIDTH"
            case | /quality/0/action             |
            case | /sourceRefs/0/externalNo      |
            case | /sourceRefs/0/role            | "FIRST"
            case | /flags/0                      | "URGENT"
            case | /requesterCount               | 0
            case | /assignments/0/taskNo         | "JN20260708010193115"
            case | /assignments/0/state          | "A31"
            case | /assignments/0/role           | "主办"
            case | /assignments/0/dept           | "环保局"
            case | /assignments/0/pendingRequest/reasonCode | "E07"
            case | /assignments/0/pendingRequest/unit       | "D"
            case | /version                      | -1
            assignment | /operation              | "CANCEL"
            assignment | /operationKey           | "JN20260708010193115-03"
            assignment | /taskNo                 | "HB-1"
            assignment | /dept                   |
            assignment | /petitioner/contact     | 19900000002
            assignment | /petitioner/display     | "王女士"
            assignment | /petitioner/display     | "王*"
            assignment | /petitioner/phone       | "19900000002"
            assignment | /clock/disposeDue       |
            assignment | /clock/unit             | "天"
            assignment | /clock/limit            | 0
            assignment | /privacyLevel           | 5
            assignment | /item/code              | "0601"
            assignment | /coDepts/0              | "城管"
            assignment | /detail/texts           | "催办"
            status | /externalNo                 |
            status | /externalNo                 | ""
            status | /stateName                  | "办结"
            status | /state                      | "DONE"
            status | /operation                  | "PROGRESS"
            status | /result                     | "满意"
            status | /time                       | 1783483338000
            closing | /visit/satisfaction        | 6
            closing | /result                    | "已解决"
            closing | /assignments/0/opinion     | null
            closing | /assignments/0/doneAt      | "昨天"
            closing | /petitioner                | {"nameMasked":"王*"}
            closing | /closedAt                  |
            """)
    void whatIsWrongIsRefusedAndTheFieldNamed(String contract, String pointer, @Nullable String value) {
        JsonNode good = Contracts.document("examples/" + contract + ".json");
        assertThat(Contracts.problems(contract + ".schema.json", good)).isEmpty();

        JsonNode bad = new Change(pointer, value).of(good);

        assertThat(Contracts.problems(contract + ".schema.json", bad))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.field()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            case       | /state     | "CLOSED"   | /result
            case       | /state     | "MERGED"   | /mergedInto
            assignment | /operation | "URGE"     | /detail/text
            assignment | /operation | "EXTENSION" | /detail/granted
            assignment | /role      | "CO"       | /petitioner/contactMode
            case       | /location/lat |            | /location/lng
            assignment | /location/lng |            | /location/lat
            """)
    void whatOneFieldDemandsOfAnotherIsSaidOfEither(
            String contract, String pointer, @Nullable String value, String named) {
        JsonNode bad = new Change(pointer, value).of(Contracts.document("examples/" + contract + ".json"));
        assertThat(Contracts.problems(contract + ".schema.json", bad))
                .extracting(Contracts.Problem::field)
                .contains(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            receipt | {"code":"0","outcome":"CASE","caseNo":"JN20260707010188422","state":"PENDING_ACCEPT"} |
            receipt | {"code":"CASE_UNKNOWN","outcome":"QUARANTINED","message":"待人工修正"} |
            receipt | {"code":"0","outcome":"QUARANTINED","message":"待人工修正"}  | /outcome
            receipt | {"code":"0","outcome":"MERGED","caseNo":"JN20260707010188422","state":"PENDING_ACCEPT"} | /outcome
            receipt | {"code":"SIGN_WRONG","outcome":"REFUSED","field":"sign","message":"签名不符"} |
            receipt | {"code":0,"outcome":"EVENT"}                                | /code
            receipt | {"code":"0"}                                                | /outcome
            receipt | {"code":"0","outcome":"REFUSED"}                            | /outcome
            receipt | {"code":"0","outcome":"CASE"}                               | /caseNo
            receipt | {"code":"0","outcome":"BATCH"}                              | /items
            receipt | {"code":"SIGN_WRONG","outcome":"REFUSED","field":"sign"}    | /message
            receipt | {"code":"SIGN_WRONG","message":"签名不符"}                  | /outcome
            receipt | {"code":"0","outcome":"BATCH","items":[{"code":"X1"}]}      | /items/0/message
            command | {"command":"DISPATCH"}                                      |
            command | {"command":"DISPATCH","lead":"HB","cos":["CG"]}             |
            command | {"command":"DELETE"}                                        | /command
            command | {}                                                          | /command
            command | {"command":"ACCEPT","lead":"HB"}                            | /lead
            command | {"command":"DISPATCH","lead":"环保"}                         | /lead
            command | {"command":"REFUSE","reasonCode":"N10","text":"无"}          | /reasonCode
            command | {"command":"REFUSE","reasonCode":"N09","text":"恶意"}        | /secondPerson
            command | {"command":"VERIFY","text":"属实"}                          | /passed
            command | {"command":"VERIFY","passed":true}                          | /text
            command | {"command":"ESCALATE","reason":"跨街道"}                    | /reasonCode
            command | {"command":"PHONE","taskNo":"JN20260708010193115-03","report":"DONE"} | /opinion
            command | {"command":"PHONE","taskNo":"JN20260708010193115-03","report":"SIGNED"} |
            command | {"command":"VISIT","contacted":true,"redo":false}           | /solved
            command | {"command":"VISIT","contacted":false}                       |
            command | {"command":"VISIT","contacted":false,"satisfaction":2}      | /satisfaction
            command | {"command":"SUPERVISE","level":"批评","text":"加快"}         | /level
            command | {"command":"VERIFY","passed":"是"}                           | /passed
            command | {"command":"MERGE","into":"JN1"}                            | /into
            command | {"command":"DECIDE_REQUEST","taskNo":"JN20260708010193115-03","granted":true,"reason":"准","amount":5} | /amount
            command | {"command":"ADD_CO","dept":"CG"}                            | /reason
            """)
    void receiptsAndCommandsHoldTogether(String contract, String message, @Nullable String wrongField) {
        var problems = Contracts.problems(contract + ".schema.json", Contracts.parse("message", message));
        if (wrongField == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).extracting(Contracts.Problem::field).contains(wrongField);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /in             | -1
            /in             |
            /asOf           | "2026-07-08"
            /byChannel/01   | 3
            /byState/DONE   | 3
            /byState/CLOSED | "3"
            /byDepartment/环保 | 1
            """)
    void aSummaryCountsOnlyWhatTheHubKnows(String pointer, @Nullable String value) {
        JsonNode good = Contracts.document("openapi.yaml")
                .at("/paths/~1api~1summary/get/responses/200/content/application~1json/example");
        assertThat(Contracts.problems("summary.schema.json", good)).isEmpty();
        assertThat(Contracts.problems("summary.schema.json", new Change(pointer, value).of(good)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(pointer).startsWith(problem.field()));
    }
}
