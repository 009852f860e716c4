package io.antiphon.systemtests.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The test needs a program of another project. Where that is missing the test is skipped and says so, or fails when
 * {@code ./antiphon test --no-skips} asked for all of them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresProgram.Condition.class)
public @interface RequiresProgram {
    /** Name of the executable. */
    String value();

    /** Looks for the program as {@link Programs} does. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), RequiresProgram.class)
                    .map(RequiresProgram::value)
                    .filter(program -> Programs.find(program).isEmpty())
                    .map(Condition::missing)
                    .orElse(ConditionEvaluationResult.enabled("nothing is missing"));
        }

        private static ConditionEvaluationResult missing(String program) {
            if ("1".equals(System.getenv("ANTIPHON_NO_SKIPS"))) {
                throw new IllegalStateException(Programs.absence(program) + "; nothing may be skipped");
            }
            return ConditionEvaluationResult.disabled(Programs.absence(program));
        }
    }
}
