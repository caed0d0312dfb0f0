using Insight.Api.Formats;
using Insight.Api.Publications;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>A request for values, read and checked against a publication as far as that needs no slice.</summary>
/// <param name="Publication">What it is answered from.</param>
/// <param name="Indicators">Asked indicators, in the order of the request.</param>
/// <param name="Areas">Asked areas.</param>
/// <param name="Periods">Asked periods.</param>
/// <param name="Frequency">Frequency of the answer.</param>
/// <param name="Division">Municipal division and membership of the answer.</param>
/// <param name="Format">Format of the answer.</param>
/// <param name="Language">Language of notes; null for all.</param>
/// <param name="WithComponents">Whether numerators and denominators are asked for.</param>
internal sealed record ValuesQuery(
    Publication Publication,
    IReadOnlyList<IndicatorQuery> Indicators,
    AreaQuery Areas,
    PeriodQuery Periods,
    Frequency Frequency,
    DivisionQuery Division,
    IValuesFormat Format,
    string? Language,
    bool WithComponents)
{
    /// <summary>Everything that decides the bytes of the answer, in a form in which equal questions are equal.</summary>
    public string Canonical => string.Join('\n', (string[])
    [
        Publication.Id, Publication.Manifest.Edition, .. Indicators.Select(i => i.Canonical), Areas.Canonical, Periods.Canonical,
        Publication.Word(Frequency), Division.Label, Division.Membership, Format.Name, Language ?? "", WithComponents ? "components" : "",
    ]);

    /// <summary>Names of the breakdowns of the asked indicators, each once.</summary>
    public IReadOnlyList<string> Breakdowns => [.. Indicators.SelectMany(i => i.Indicator.Breakdowns).Distinct()];
}

/// <summary>One asked indicator.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Slice">Its slice in the asked division and frequency; null while it awaits data.</param>
/// <param name="Members">Asked members of each of its breakdowns, in their order; null asks for the default, which is the total where there
/// is one.</param>
internal sealed record IndicatorQuery(PublishedIndicator Indicator, PublishedSlice? Slice, IReadOnlyList<IReadOnlyList<string>?> Members)
{
    /// <summary>Asks for every member of a breakdown.</summary>
    public const string EveryMember = "all";

    /// <summary>The text form in which equal questions are equal.</summary>
    public string Canonical => FormattableString.Invariant($"{Indicator.Id}@{Indicator.Version}/{Indicator.Versions.Count}") + string.Concat(Members.Select(m => m is null ? ";" : ";" + string.Join(',', m)));

    /// <summary>The combinations of a slice that are asked for.</summary>
    /// <exception cref="Problems.ProblemException">400 unknown-member.</exception>
    public int[] Combinations(SliceAxes axes)
    {
        if (Members.Count == 0 || axes.Breakdowns.Length == 0)
        {
            return axes.AllCombinations;
        }

        var wanted = new HashSet<string>?[axes.Breakdowns.Length];
        for (var b = 0; b < wanted.Length; b++)
        {
            wanted[b] = Wanted(axes.Breakdowns[b], Members[b], axes.Members[b]);
        }

        return [.. axes.AllCombinations.Where(c => axes.Combinations[c].Index().All(m => wanted[m.Index]?.Contains(m.Item) ?? true))];
    }

    /// <summary>The asked members as a set; null for every member.</summary>
    private static HashSet<string>? Wanted(string breakdown, IReadOnlyList<string>? asked, string[] known)
    {
        if (asked is null)
        {
            return DefaultMember.Among(known) is { } standing ? [standing] : null;
        }

        if (asked is [EveryMember])
        {
            return null;
        }

        foreach (var member in asked)
        {
            if (!known.Contains(member))
            {
                throw Problems.BadRequest.Unknown(
                    "member", breakdown, member, Problems.NearestNames.Of(member, known), $"{breakdown} has {string.Join(", ", known)}; all asks for each of them.");
            }
        }

        return [.. asked];
    }
}
