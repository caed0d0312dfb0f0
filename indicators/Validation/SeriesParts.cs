using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Validation;

/// <summary>
/// Divides a definition by time where an indicator that it takes has one version until a day and another from then on. Every part is checked as a definition of its own;
/// where a part begins, the series breaks.
/// </summary>
internal static class SeriesParts
{
    /// <summary>The definition in parts; null, with errors in the file's bag, when one of them cannot be computed or they would not make one series.</summary>
    /// <param name="whole">The definition as it is for the last periods.</param>
    /// <param name="seams">The days from which something else is taken, with what is taken from then on.</param>
    /// <param name="file">Its file.</param>
    /// <param name="validate">Checks a draft and reports to a bag.</param>
    public static IndicatorDefinition? Of(
        IndicatorDefinition whole, SortedDictionary<DateOnly, IndicatorDefinition> seams, DraftFile file, Func<DefinitionDraft, DiagnosticBag, IndicatorDefinition?> validate)
    {
        var parts = new List<IndicatorDefinition>();
        foreach (var period in Periods(whole.Effective, [.. seams.Keys]))
        {
            var bag = new DiagnosticBag(file.Bag.File);
            var part = validate(file.Draft with { Definition = file.Draft.Definition with { Effective = period } }, bag);
            foreach (var item in bag.Items.Where(item => item.Severity == DiagnosticSeverity.Error))
            {
                file.Bag.Error(item.Code, item.Line, string.Create(CultureInfo.InvariantCulture, $"of the periods from {period.From:yyyy-MM-dd} to {period.To:yyyy-MM-dd}: {item.Message}"), item.Hint);
            }

            if (part is null)
            {
                return null;
            }

            parts.Add(part);
        }

        return IsOneSeries(parts, file) ? whole with { Calculation = parts[^1].Calculation, EarlierParts = parts[..^1], Breaks = [.. whole.Breaks, .. Breaks(whole, seams)] } : null;
    }

    /// <summary>Parts of the versions that hold for periods for which another definition holds, oldest first.</summary>
    public static List<IndicatorDefinition> Taken(IEnumerable<IndicatorDefinition> versions, IndicatorDefinition asking) =>
        [.. versions.SelectMany(version => version.Parts).Where(part => Overlap(part, asking)).OrderBy(Starts)];

    /// <summary>Whether parts follow each other day by day and hold wherever another definition does.</summary>
    public static bool Cover(List<IndicatorDefinition> parts, IndicatorDefinition asking) => parts.Count > 0
        && Starts(parts[0]) <= Starts(asking) && Ends(parts[^1]) >= Ends(asking)
        && parts.Zip(parts.Skip(1)).All(pair => pair.First.Effective.To is { } end && end.AddDays(1) == pair.Second.Effective.From);

    /// <summary>The first day for which a definition holds.</summary>
    public static DateOnly Starts(IndicatorDefinition definition) => definition.Effective.From ?? DateOnly.MinValue;

    /// <summary>Whether there are days for which both hold.</summary>
    public static bool Overlap(IndicatorDefinition one, IndicatorDefinition other) => Starts(one) <= Ends(other) && Starts(other) <= Ends(one);

    private static DateOnly Ends(IndicatorDefinition definition) => definition.Effective.To ?? DateOnly.MaxValue;

    private static IEnumerable<EffectivePeriod> Periods(EffectivePeriod whole, IReadOnlyList<DateOnly> seams) => seams.Select(day => (DateOnly?)day).Prepend(whole.From)
        .Zip(seams.Select(day => (DateOnly?)day.AddDays(-1)).Append(whole.To), (from, to) => new EffectivePeriod(from, to));

    /// <summary>A reader knows one multiplier and one kind of components for all values of a version.</summary>
    private static bool IsOneSeries(List<IndicatorDefinition> parts, DraftFile file)
    {
        if (parts.TrueForAll(part => part.Multiplier == parts[0].Multiplier && part.Calculation.ResultKind == parts[0].Calculation.ResultKind))
        {
            return true;
        }

        file.Bag.Error(
            DiagnosticCodes.UnlikeDefinitions,
            file.Draft.Lines["formula"],
            "the versions of what it takes have other multipliers or other kinds of components",
            "name one version behind @, and limit this definition to its periods with 'effective'");
        return false;
    }

    /// <summary>A break where a part begins, unless the definition names one of that day for all areas itself.</summary>
    private static IEnumerable<SeriesBreak> Breaks(IndicatorDefinition whole, SortedDictionary<DateOnly, IndicatorDefinition> seams) => seams
        .Where(seam => !whole.Breaks.Any(known => known.From == seam.Key && known.Areas.Count == 0 && known.Where is null))
        .Select(seam => new SeriesBreak(seam.Key, [], Reason(seam.Value)));

    private static Dictionary<string, string> Reason(IndicatorDefinition taken) => new()
    {
        ["fi"] = $"Tunnusluku lasketaan toisesta, jonka määritelmä muuttui: {taken.Names["fi"]}.",
        ["sv"] = $"Nyckeltalet beräknas ur ett annat, vars definition ändrades: {taken.Names["sv"]}.",
        ["en"] = $"The indicator is computed from another one whose definition changed: {taken.Names["en"]}.",
    };
}
