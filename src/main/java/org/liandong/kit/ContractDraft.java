package org.liandong.kit;

import java.util.List;
import java.util.function.Function;

/**
 * The beginning of a connector, laid out after the contract of the foreign system.
 *
 * @param file name of the mapping of the dispatch
 * @param mapping its text: what is guessed and what is to be filled in say so
 * @param dispatch the dispatch as it stands in the settings, without its braces
 * @param soap version of SOAP; empty for JSON
 * @param guessed how many fields have a guess
 * @param open how many have none yet
 */
public record ContractDraft(String file, String mapping, String dispatch, String soap, int guessed, int open) {

    /** The contract cannot be read, or does not say which operation is meant. */
    public static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }

        Unclear(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Of these operations the one that is wanted, or the only one. */
    static <T> T chosen(List<T> operations, Function<T, String> name, String wanted) throws Unclear {
        List<T> meant = wanted.isEmpty()
                ? operations
                : operations.stream()
                        .filter(one -> List.of(name.apply(one).split(" ")).contains(wanted))
                        .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (operations.isEmpty()) {
            throw new Unclear("契约里没有能派遣的操作");
        }
        String all = String.join("、", operations.stream().map(name).toList());
        throw new Unclear(
                wanted.isEmpty()
                        ? "契约里有%d个操作,请用 --operation 指明派遣是哪一个: %s".formatted(operations.size(), all)
                        : "契约里没有操作 %s,有的是: %s".formatted(wanted, all));
    }
}
