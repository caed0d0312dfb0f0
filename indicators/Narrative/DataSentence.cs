using System.Globalization;
using Insight.Indicators.Comparison;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Narrative;

/// <summary>Of what date the data are, from whom, and with what reservations.</summary>
internal static class DataSentence
{
    private static readonly string[] Stated =
    [
        ComparisonCaveats.NotAgeStandardised, ComparisonCaveats.DefinitionDiffers, ComparisonCaveats.MembersMissing, ComparisonCaveats.FewerNeighbours, ComparisonCaveats.NonResponse,
        ComparisonCaveats.PopulationUnknown, ComparisonCaveats.NearCensus,
    ];

    public static Sentence Write(Narration narration)
    {
        var facts = narration.Facts;
        var slots = new Slots()
            .With("sources", PieceKind.Name, string.Join("; ", facts.Indicator.Sources.Select(narration.Text)))
            .With("reservations", Reservations(narration).SelectMany(one => one.Prepend(new Piece(PieceKind.Words, "; "))));
        return (facts.Updated, facts.Loaded) switch
        {
            ({ } day, _) => narration.Write(SentenceKind.Data, "data.dated", slots.With("date", PieceKind.Period, PeriodWords.Day(day, narration.Language))),
            (null, { } day) => narration.Write(SentenceKind.Data, "data.loaded", slots.With("date", PieceKind.Period, PeriodWords.Day(day, narration.Language))),
            _ => narration.Write(SentenceKind.Data, "data.undated", slots),
        };
    }

    private static IEnumerable<IReadOnlyList<Piece>> Reservations(Narration narration)
    {
        var facts = narration.Facts;
        if (facts.Indicator.Synthetic)
        {
            yield return narration.Fill("but.synthetic");
        }

        if (facts.Division is { } division)
        {
            yield return DateOnly.TryParseExact(division, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? narration.Fill("but.division", new Slots().With("date", PieceKind.Period, PeriodWords.Day(day, narration.Language)))
                : narration.Fill("but.division." + division);
        }

        if (OfStatus(narration, facts.Change.Now.Status, "but.") is { } own)
        {
            yield return own;
        }

        if (facts.Change.Before is { Value: not null, Status: var earlier } && OfStatus(narration, earlier, "but.earlier-") is { } compared)
        {
            yield return compared;
        }

        var caveats = facts.Change.Caveats.Concat(facts.Peers?.Caveats ?? []).Concat(facts.Target?.Caveats ?? []).ToHashSet();
        foreach (var caveat in Stated.Where(caveats.Contains))
        {
            yield return narration.Fill("but." + caveat);
        }

        if (facts.Target?.BaselineRevision is not null)
        {
            yield return narration.Fill("but.baseline-revised");
        }
    }

    private static IReadOnlyList<Piece>? OfStatus(Narration narration, string status, string prefix)
    {
        if (status == ObservationStatus.Break.Code)
        {
            return prefix != "but." ? null
                : narration.Facts.Change.Reason == ChangeReasons.SeriesBreak ? narration.Fill("but.break")
                : CertaintySentence.Named(narration, "but.break");
        }

        var key = prefix + status;
        return status.Length > 0 && Phrases.Has(key) ? narration.Fill(key) : null;
    }
}
