using Insight.Indicators.Definitions;

namespace Insight.Indicators.Comparison.Change;

/// <summary>Answers "is the change real?", by the test that fits the figure's kind of variation.</summary>
public static class ChangeAssessment
{
    /// <summary>Chance below which a change is clear.</summary>
    public const double ClearBelow = 0.01;

    /// <summary>Chance below which a change is possible.</summary>
    public const double PossibleBelow = 0.05;

    /// <summary>The verdict on one change.</summary>
    public static ChangeVerdict Assess(ChangeQuestion question) => Assess([question])[0];

    /// <summary>
    /// The verdicts on a list of changes, in its order. Probabilities are adjusted among those of the list that could be tested, so that of
    /// what is called a change at most one in twenty is expected not to be one.
    /// </summary>
    public static IReadOnlyList<ChangeVerdict> Assess(IReadOnlyList<ChangeQuestion> questions)
    {
        var tested = questions.Select(Test).ToList();
        var open = Enumerable.Range(0, tested.Count).Where(i => tested[i].Probability is not null).ToList();
        var adjusted = FalseDiscovery.Adjust([.. open.Select(i => tested[i].Probability!.Value)]);
        foreach (var (index, probability) in open.Zip(adjusted))
        {
            tested[index] = Decide(tested[index] with { AdjustedProbability = probability, AskedTogether = open.Count });
        }

        return tested;
    }

    /// <summary>The verdict for a probability: never weaker for a smaller one.</summary>
    public static Verdict Of(double probability) => probability switch
    {
        <= ClearBelow => Verdict.Clear,
        <= PossibleBelow => Verdict.Possible,
        _ => Verdict.UsualVariation,
    };

    private static ChangeVerdict Decide(ChangeVerdict tested)
    {
        var verdict = Of(tested.AdjustedProbability!.Value);
        if (verdict == Verdict.Clear && tested.Usual is { } usual && usual.Limits.Contains(tested.Now.Value!.Value))
        {
            verdict = Verdict.Possible;
        }

        var isRevision = tested.Revision is { } revision && revision != 0 && Math.Abs(tested.Difference!.Value) <= Math.Abs(revision);
        return tested with { IsRevision = isRevision, Verdict = isRevision ? Verdict.UsualVariation : verdict };
    }

    private static ChangeVerdict Test(ChangeQuestion question)
    {
        var (now, before) = (question.Now, question.Before);
        var verdict = new ChangeVerdict
        {
            Indicator = question.Indicator,
            Area = question.Area,
            Now = now,
            Before = before,
            Verdict = Verdict.NotAssessable,
            Test = ChangeTest.None,
            Revision = before is null ? null : before.Value - question.FirstPublished(before.Period) is { } revision and not 0 ? revision : null,
            Caveats = question.Caveats,
        };
        if (now.Value is null || before is null)
        {
            return verdict with { Reason = now.Value is null ? ChangeReasons.NoValue : question.IsCutOff ? ChangeReasons.SeriesBreak : ChangeReasons.NoEarlierValue };
        }

        return question.Indicator.Variation.Kind switch
        {
            VariationKind.Counts => Counts(verdict, question, now, before),
            VariationKind.Sample when question.Indicator.Variation.Squares is not null => Means(verdict, question, now, before),
            VariationKind.Sample => Sample(verdict, question, now, before),
            _ => Register(verdict, question, now.Value.Value),
        };
    }

    private static ChangeVerdict Counts(ChangeVerdict verdict, ChangeQuestion question, SeriesPoint now, SeriesPoint before)
    {
        if (EventCount.Of(now, question.Indicator) is not { } first || EventCount.Of(before, question.Indicator) is not { } second)
        {
            return verdict with { Reason = ChangeReasons.NoCounts };
        }

        return verdict with
        {
            Test = ChangeTest.ExactPoisson,
            Probability = PoissonCounts.ExactConditional(first.Count, first.Exposure, second.Count, second.Exposure),
            NowInterval = first.Interval,
            BeforeInterval = second.Interval,
        };
    }

    private static ChangeVerdict Sample(ChangeVerdict verdict, ChangeQuestion question, SeriesPoint now, SeriesPoint before)
    {
        if (ShareOf(question, now) is not { } first || ShareOf(question, before) is not { } second)
        {
            return verdict with { Reason = ChangeReasons.NoRespondents };
        }

        return verdict with
        {
            Test = ChangeTest.TwoProportions,
            Probability = SampleMargins.Difference(first, second),
            NowInterval = first.Interval.Times(100),
            BeforeInterval = second.Interval.Times(100),
            Caveats = [.. verdict.Caveats, .. SampleCaveats(first.Respondents, first.Population)],
        };
    }

    private static ChangeVerdict Means(ChangeVerdict verdict, ChangeQuestion question, SeriesPoint now, SeriesPoint before)
    {
        var (later, earlier) = (question.SampleSize(now.Period), question.SampleSize(before.Period));
        if (MeanOf(now.Value, later) is not { } first || MeanOf(before.Value, earlier) is not { } second)
        {
            var areEnough = later?.Respondents >= SampleMargins.FewestRespondents && earlier?.Respondents >= SampleMargins.FewestRespondents;
            return verdict with { Reason = areEnough ? ChangeReasons.NoSpread : ChangeReasons.NoRespondents };
        }

        return verdict with
        {
            Test = ChangeTest.TwoMeans,
            Probability = SampleMean.Difference(first, second),
            NowInterval = first.Interval.Within(question.Indicator.Bounds),
            BeforeInterval = second.Interval.Within(question.Indicator.Bounds),
            Caveats = [.. verdict.Caveats, .. SampleCaveats(first.Respondents, first.Population)],
        };
    }

    private static ChangeVerdict Register(ChangeVerdict verdict, ChangeQuestion question, double value) =>
        MovingRange.Of(question.Comparable) is { } usual
            ? verdict with
            {
                Test = ChangeTest.UsualVariation,
                Usual = usual with { Limits = usual.Limits.Within(verdict.Indicator.Bounds) },
                Caveats = usual.Limits.Within(verdict.Indicator.Bounds).IsCut ? [.. verdict.Caveats, ComparisonCaveats.CutAtBound] : verdict.Caveats,
                Probability = MovingRange.Probability(usual, value, verdict.Difference!.Value),
            }
            : verdict with { Reason = ChangeReasons.TooFewPoints };

    private static SampleShare? ShareOf(ChangeQuestion question, SeriesPoint point) => question.Indicator.IsPercent
        ? ShareOf(point.Value, question.SampleSize(point.Period))
        : null;

    /// <summary>A per cent of respondents as a share; null when it is none, or fewer than five answered.</summary>
    internal static SampleShare? ShareOf(double? percent, SampleSize? size) => percent is >= 0 and <= 100 && size is { Respondents: >= SampleMargins.FewestRespondents }
        ? new(percent.Value / 100, size.Respondents, size.Population < size.Respondents ? null : size.Population)
        : null;

    /// <summary>A mean of scores with its spread; null when fewer than five answered or the spread is not known.</summary>
    internal static SampleMean? MeanOf(double? mean, SampleSize? size) =>
        mean is { } value && size is { Respondents: >= SampleMargins.FewestRespondents, Squares: { } squares }
            ? SampleMean.Of(value, squares, size.Respondents, size.Population < size.Respondents ? null : size.Population)
            : null;

    /// <summary>What must be said beside a sample's margin.</summary>
    internal static IEnumerable<string> SampleCaveats(double respondents, double? population)
    {
        yield return ComparisonCaveats.NonResponse;
        if (population is null)
        {
            yield return ComparisonCaveats.PopulationUnknown;
        }
        else if (respondents / population > SampleMargins.NearCensus)
        {
            yield return ComparisonCaveats.NearCensus;
        }
    }
}
