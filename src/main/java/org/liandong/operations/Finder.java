package org.liandong.operations;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.View;

/** Finds cases by whatever number somebody has: ours, a ticket's, a task's, a department's own. */
final class Finder {
    private static final int LONGEST = 100;

    private Finder() {}

    /**
     * The number as meant: pasted in full width, with blanks, or our own in small letters.
     *
     * @throws BadRequest if there is nothing, or more than any number can be
     */
    static String cleaned(String typed) {
        String number = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (number.isEmpty()) {
            throw new BadRequest("q", "请输入要查的编号");
        }
        if (number.length() > LONGEST) {
            throw new BadRequest("q", "编号不会超过%d个字符,请核对".formatted(LONGEST));
        }
        return number;
    }

    static List<CaseFile> find(View view, String number) {
        List<CaseNumber> found = view.cases().search(number);
        if (found.isEmpty()) {
            found = view.cases().search(number.toUpperCase(Locale.ROOT));
        }
        return found.stream()
                .map(one -> CaseDesk.load(view, one))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty if no case has the number. */
    static Optional<CaseFile> known(View view, String caseNo) {
        return CaseNumber.isValid(caseNo) ? CaseDesk.load(view, new CaseNumber(caseNo)) : Optional.empty();
    }

    /** @throws CaseUnknown if no case has the number */
    static CaseFile only(View view, String caseNo) {
        return known(view, caseNo).orElseThrow(() -> new CaseUnknown(caseNo));
    }
}
