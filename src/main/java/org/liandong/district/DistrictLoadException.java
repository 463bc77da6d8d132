package org.liandong.district;

import java.util.List;
import java.util.stream.Collectors;

/** The district folder cannot be used; the message names every problem, one a line. */
public final class DistrictLoadException extends RuntimeException {
    private final transient List<LoadProblem> problems;

    DistrictLoadException(List<LoadProblem> problems) {
        super(problems.stream()
                .map(LoadProblem::toString)
                .collect(Collectors.joining("\n", "区情数据有" + problems.size() + "处错误,未启用:\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<LoadProblem> problems() {
        return problems;
    }
}
