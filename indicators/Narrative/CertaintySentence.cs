using System.Text.RegularExpressions;
using Insight.Indicators.Comparison;

namespace Insight.Indicators.Narrative;

/// <summary>Is it certain: the verdict on the change, in words without the names of tests.</summary>
internal static partial class CertaintySentence
{
    public static Sentence Write(Narration narration)
    {
        var change = narration.Facts.Change;
        return change switch
        {
            { Verdict: Verdict.NotAssessable } => Unknown(narration, change),
            { IsRevision: true, Revision: { } revision } => Revised(narration, change, revision),
            { Before.Value: not null } when !narration.Facts.IsChangeShown => narration.Write(SentenceKind.Certainty, "certain.same"),
            _ => narration.Write(SentenceKind.Certainty, KeyOf(change), new Slots()
                .With("range", change.Usual is { } usual ? Range(narration, usual.Limits, change) : [])
                .With("as", narration.Fill(As(change)))),
        };
    }

    private static string KeyOf(ChangeVerdict change)
    {
        var verdict = change.Verdict switch
        {
            Verdict.Clear => "certain.clear",
            Verdict.Possible => "certain.possible",
            _ => "certain.usual",
        };
        return change switch
        {
            { Verdict: Verdict.UsualVariation, Usual: { } usual } when !usual.Limits.Contains(change.Now.Value ?? double.NaN) => verdict,
            { Usual: not null } => verdict + ".usual",
            { Probability: not null } => verdict + ".chance",
            _ => verdict,
        };
    }

    private static string As(ChangeVerdict change) => change.LooksBetter switch
    {
        true => "as.better",
        false => "as.worse",
        null => "as.neutral",
    };

    private static IEnumerable<Piece> Range(Narration narration, Interval limits, ChangeVerdict change)
    {
        var key = narration.Rounded(limits.Low) < 0 ? "range.below-zero" : "range.plain";
        return narration.Amount.Short(narration.Fill(key, new Slots().With("low", [End(limits.Low)]).With("high", [End(limits.High)])));

        Piece End(double limit) => new(
            PieceKind.Number, narration.Number(limit), new Figure(limit, FigureKind.Limit, change.Area, change.Now.Period, change.Before?.Period));
    }

    private static Sentence Revised(Narration narration, ChangeVerdict change, double revision)
    {
        var size = Math.Abs(revision);
        var then = change.Before!.Period;
        return narration.Write(SentenceKind.Certainty, "certain.revision", new Slots()
            .With("of-then", PieceKind.Period, narration.When(then).Of)
            .With("amount", narration.Amount.Difference(narration.Number(size), new Figure(size, FigureKind.Revision, change.Area, then)))
            .With("way", narration.Fill(revision > 0 ? "way.up" : "way.down")));
    }

    private static Sentence Unknown(Narration narration, ChangeVerdict change) =>
        narration.Write(SentenceKind.Certainty, "certain.unknown", new Slots().With("why", Why(narration, change)));

    private static IReadOnlyList<Piece> Why(Narration narration, ChangeVerdict change) => change.Reason switch
    {
        ChangeReasons.NoEarlierValue when change.Before is { } before => narration.Fill(
            "reason.no-earlier-value", new Slots().With("for-then", PieceKind.Period, narration.When(before.Period).For)),
        ChangeReasons.NoEarlierValue => narration.Fill("reason.no-earlier-figure"),
        ChangeReasons.SeriesBreak => Named(narration, "reason.break"),
        { } reason when Phrases.Has("reason." + reason) => narration.Fill("reason." + reason),
        _ => narration.Fill("reason.other"),
    };

    /// <summary>A phrase with the reason of the break in parentheses, its first sentence, where one is known.</summary>
    public static IReadOnlyList<Piece> Named(Narration narration, string key) => narration.Facts.BreakReason is { } reason
        ? narration.Fill(key + ".named", new Slots().With("reason", PieceKind.Name, SentenceEnd().Split(narration.Text(reason))[0].TrimEnd('.', ' ')))
        : narration.Fill(key);

    [GeneratedRegex(@"(?<=\.)\s+(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
