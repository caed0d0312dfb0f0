using Insight.Indicators.Comparison;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>What happened: the figure, and how far it is from the earlier one; or that it is missing, and why.</summary>
internal static class HappenedSentence
{
    private const double LargestRelative = 1000;
    private const double CoarseRelative = 10;

    /// <summary>By how much of itself the per cent may differ from what a reader computes from the shown figures.</summary>
    private const double Agreement = 0.05;

    public static Sentence Write(Narration narration)
    {
        var (now, before) = (narration.Facts.Change.Now, narration.Facts.Change.Before);
        if (now.Value is not { } value)
        {
            return Missing(narration, now.Period, now.Status);
        }

        var slots = Figure(narration, value, now.Period, now.Status);
        return before?.Value is { } earlier && narration.Facts.Change.Reason != ChangeReasons.SeriesBreak
            ? Compared(narration, slots, value, earlier)
            : narration.Write(SentenceKind.Happened, "happened.alone", slots);
    }

    private static Slots Figure(Narration narration, double value, Period period, string status)
    {
        var subject = Subject.Of(narration.Facts.Indicator.Id, narration.Name, narration.Language);
        return new Slots()
            .With("in", PieceKind.Name, narration.Place.In)
            .With("subject", PieceKind.Name, subject.Words)
            .With("was", subject.Verb)
            .With("value", narration.Value(value, period, status))
            .With("when", PieceKind.Period, narration.When(period).In);
    }

    private static Sentence Compared(Narration narration, Slots slots, double value, double earlier)
    {
        var before = narration.Facts.Change.Before!;
        var difference = NarrativeLanguage.Round(narration.Rounded(value) - narration.Rounded(earlier), narration.Decimals);
        slots.With("then", PieceKind.Period, narration.When(before.Period).In);
        if (difference == 0)
        {
            return narration.Write(SentenceKind.Happened, "happened.same", slots);
        }

        slots.With("difference", Difference(narration, value, earlier, difference))
            .With("more", difference > 0 ? narration.Amount.More : narration.Amount.Less)
            .With("earlier", narration.About(
                before.Status, narration.Short(earlier, FigureKind.Value, narration.Facts.Area.Id, before.Period)));
        return narration.Write(SentenceKind.Happened, "happened.change", slots);
    }

    /// <summary>
    /// The difference of the shown numbers in the unit, and in per cent where the earlier figure is above zero and the shown numbers give the same: 0,1 less than
    /// 8,5 is not 0,6 per cent to who reads it.
    /// </summary>
    private static IEnumerable<Piece> Difference(Narration narration, double value, double earlier, double difference)
    {
        var (now, then) = (narration.Facts.Change.Now.Period, narration.Facts.Change.Before!.Period);
        var size = Math.Abs(difference);
        var pieces = narration.Amount.Difference(
            narration.Number(size), new Figure(size, FigureKind.Difference, narration.Facts.Area.Id, now, then));
        var relative = earlier > 0 ? Math.Abs(100 * (value - earlier) / earlier) : 0;
        var decimals = relative >= CoarseRelative ? 0 : 1;
        var seen = earlier > 0 ? 100 * size / narration.Rounded(earlier) : 0;
        if (relative > LargestRelative || NarrativeLanguage.Round(relative, decimals) == 0 || !(Math.Abs(seen - relative) <= Agreement * relative))
        {
            return pieces;
        }

        var figure = new Figure(relative, FigureKind.Relative, narration.Facts.Area.Id, now, then);
        return narration.Fill("happened.relative", new Slots()
            .With("difference", pieces)
            .With("relative", [new Piece(PieceKind.Number, narration.Language.Write(relative, decimals), figure)]));
    }

    private static Sentence Missing(Narration narration, Period period, string status) =>
        narration.Write(SentenceKind.Happened, "happened.missing", new Slots()
            .With("in", PieceKind.Name, narration.Place.In)
            .With("from", PieceKind.Name, narration.Place.From)
            .With("name", PieceKind.Name, narration.Name)
            .With("for", PieceKind.Period, narration.When(period).For)
            .With("why", narration.Fill(Phrases.Has("missing." + status) ? "missing." + status : "missing.unknown")));
}
