package io.antiphon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void aMultipleOfTheReferenceIsAllowedUpToIt() {
        Target target = Target.timesReference(1.3);

        assertThat(target.text()).isEqualTo("≤ 1.3 × C");
        assertThat(target.judge(13, 10.0)).isEqualTo(Target.Verdict.MET);
        assertThat(target.judge(13.1, 10.0)).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    void whatIsAddedCountsOnTop() {
        Target target = Target.timesReferencePlus(2, 20);

        assertThat(target.text()).isEqualTo("≤ 2 × C + 20");
        assertThat(target.judge(68, 24.0)).isEqualTo(Target.Verdict.MET);
        assertThat(target.judge(69, 24.0)).isEqualTo(Target.Verdict.MISSED);
        assertThat(Target.timesReferencePlus(1, 1).text()).isEqualTo("≤ C + 1");
    }

    @Test
    void withoutTheReferenceAPartOfItIsNotJudged() {
        assertThat(Target.timesReference(1.3).judge(1, null)).isEqualTo(Target.Verdict.NOT_JUDGED);
        assertThat(Target.atMost(5).judge(4, null)).isEqualTo(Target.Verdict.MET);
        assertThat(Target.atMost(5).judge(6, null)).isEqualTo(Target.Verdict.MISSED);
        assertThat(Target.NONE.judge(6, 1.0)).isEqualTo(Target.Verdict.NONE);
    }

    @Test
    void whatCouldNotBeMeasuredIsMissed() {
        assertThat(Target.atMost(5).judge(Double.NaN, null)).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    void theRatioIsOursToTheReference() {
        assertThat(new Line("x", "ns", 3, 2.0, Target.NONE, Map.of()).ratio()).isEqualTo(1.5);
        assertThat(Line.of("x", "ns", 3, Target.NONE).ratio()).isNaN();
    }

    @Test
    void figuresHaveThreeDigitsThatCount() {
        assertThat(Numbers.shortest(1.304)).isEqualTo("1.3");
        assertThat(Numbers.shortest(36.66)).isEqualTo("36.7");
        assertThat(Numbers.shortest(329_558.4)).isEqualTo("329558");
        assertThat(Numbers.shortest(0.0512)).isEqualTo("0.051");
        assertThat(Numbers.shortest(-91.24)).isEqualTo("-91.2");
        assertThat(Numbers.shortest(100)).isEqualTo("100");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertThat(Numbers.median(3, 1, 2)).isEqualTo(2);
        assertThat(Numbers.median(4, 1, 2, 3)).isEqualTo(2.5);
    }
}
