using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>An indicator of which a briefing lacks something.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Kind">What is lacking.</param>
/// <param name="Newest">The newest period with a value; null where there is none.</param>
/// <param name="Due">Late ones: the day by which the next figure was due; else null.</param>
/// <param name="Missing">Missing ones: the period whose value is missing; else null.</param>
/// <param name="Status">Missing ones: why, as a status code; else empty.</param>
public sealed record BriefingGap(
    NarratedIndicator Indicator, GapKind Kind, Period? Newest, DateOnly? Due = null, Period? Missing = null, string Status = "")
{
    /// <summary>What is lacking, in words.</summary>
    public string Words(NarrativeLanguage language) => Kind switch
    {
        GapKind.AwaitingData => BriefingTexts.Of("gap.awaiting-data", language),
        GapKind.Late => BriefingTexts.Of("gap.late", language, ("date", PeriodWords.Day(Due!.Value, language))),
        _ => BriefingTexts.Of(
            "gap.no-value",
            language,
            ("period", PeriodWords.Write(Missing!.Value, language).Name),
            ("why", Phrases.Text(Phrases.Has("missing." + Status) ? "missing." + Status : "missing.unknown", language))),
    };

    /// <summary>
    /// The day by which the figure after the newest one was to be there: the end of its period and the usual lag. How far apart figures are is
    /// seen from the series, so that a figure of every fourth year is not late every year. Null where there is no figure or no known lag.
    /// </summary>
    /// <param name="periods">Periods with a value, oldest first.</param>
    /// <param name="lagDays">Days after a period's end until its figure is usually there.</param>
    public static DateOnly? DueAfter(IReadOnlyList<Period> periods, int? lagDays)
    {
        if (periods.Count == 0 || lagDays is not { } lag)
        {
            return null;
        }

        var step = periods.Zip(periods.Skip(1), (a, b) => a.Until(b)).DefaultIfEmpty(1).Min();
        return periods[^1].Plus(Math.Max(1, step)).LastDay.AddDays(lag);
    }
}

/// <summary>What is lacking.</summary>
public enum GapKind
{
    /// <summary>The indicator is defined, but its data are not loaded.</summary>
    AwaitingData,

    /// <summary>The area has no value where others have one.</summary>
    NoValue,

    /// <summary>A newer figure should be there by now.</summary>
    Late,
}
