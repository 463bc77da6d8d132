package org.liandong.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Matter;
import org.liandong.cases.SourceRef;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Discretion;
import org.liandong.intake.cleaning.CleanedReport;
import org.liandong.intake.cleaning.PersonalData;
import org.liandong.intake.cleaning.Petitioner;
import org.liandong.ledger.CaseReference;
import org.liandong.ledger.Entry;

/**
 * Hides in texts about a case the name and the home of everybody who asked in it, those merged into it included, and any
 * number of anybody. Who was erased is no longer known. Safe for any thread.
 */
public final class KnownPersons implements Discretion {

    /** What the vault is to keep of a report: all that tells who asked, and the texts as written if something was hidden. */
    static @Nullable String written(CleanedReport report) {
        Petitioner asker = report.petitioner();
        CleanedReport.Statement statement = report.statement();
        boolean hidden = !Objects.equals(statement.content(), statement.contentForDispatch());
        if (asker.isEmpty() && !hidden) {
            return null;
        }
        ObjectNode person = Reading.JSON
                .createObjectNode()
                .put("name", asker.name())
                .put("idNo", asker.idNo() == null ? null : asker.idNo().value())
                .put("sex", asker.sex())
                .put("homeAddress", asker.homeAddress())
                .put("title", statement.title())
                .put("content", hidden ? statement.content() : null);
        Reports.phones(asker).forEach(person.putArray("phones")::add);
        return person.toString();
    }

    private static Petitioner read(String written) {
        try {
            JsonNode person = Reading.JSON.readTree(written);
            String name = person.path("name").asText(null);
            String home = person.path("homeAddress").asText(null);
            return new Petitioner(name, null, null, null, null, home);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("个人信息库的内容无法读出", e);
        }
    }

    @Override
    public UnaryOperator<String> about(CaseFile file, Entry entry) {
        return new UnaryOperator<>() {
            private @Nullable List<Petitioner> askers;

            @Override
            public String apply(String text) {
                if (askers == null) {
                    askers = askers(file, entry);
                }
                return PersonalData.mask(text, askers).text();
            }
        };
    }

    private static List<Petitioner> askers(CaseFile file, Entry entry) {
        List<Petitioner> askers = new ArrayList<>();
        asker(file, entry).ifPresent(askers::add);
        for (SourceRef source : file.sources()) {
            if (source.merge() != null) {
                entry.cases()
                        .byReference(source.system(), source.externalNo())
                        .map(CaseReference::caseNo)
                        .flatMap(merged -> CaseDesk.load(entry, merged))
                        .flatMap(merged -> asker(merged, entry))
                        .ifPresent(askers::add);
            }
        }
        return askers;
    }

    private static Optional<Petitioner> asker(CaseFile file, Entry entry) {
        Matter.Petitioner asker = file.matter().petitioner();
        return asker == null || asker.vaultRef() == null
                ? Optional.empty()
                : entry.persons().unseen(asker.vaultRef(), KnownPersons::read);
    }
}
