using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Insight.Warehouse.Publications;

namespace Insight.Api.Catalog;

/// <summary>All themes.</summary>
public sealed record ThemesAnswer(string Publication, IReadOnlyList<ThemeAnswer> Themes);

/// <summary>One theme with the ids of its indicators.</summary>
public sealed record ThemeAnswer(string Id, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Indicators)
{
    /// <summary>Name in the asked language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}

/// <summary>Indicators of a publication.</summary>
/// <param name="Publication">The publication that this was answered from.</param>
/// <param name="Indicators">The indicators.</param>
/// <param name="Withdrawals">Indicators that are or will be withdrawn, with the day, the reason and what to take instead; also those that are no longer among the indicators.</param>
public sealed record IndicatorsAnswer(string Publication, IReadOnlyList<IndicatorAnswer> Indicators, IReadOnlyList<Withdrawal> Withdrawals);

/// <summary>One indicator.</summary>
public record IndicatorAnswer
{
    /// <summary>Kebab-case id.</summary>
    public required string Id { get; init; }

    /// <summary>Version of the definition.</summary>
    public required int Version { get; init; }

    /// <summary>Id of its theme.</summary>
    public required string Theme { get; init; }

    /// <summary>Name in the asked language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Names by language.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Plain-language descriptions by language.</summary>
    public required IReadOnlyDictionary<string, string> Descriptions { get; init; }

    /// <summary>Unit as shown, by language.</summary>
    public required IReadOnlyDictionary<string, string> Unit { get; init; }

    /// <summary>Decimals to show; values themselves are not rounded.</summary>
    public required int Decimals { get; init; }

    /// <summary>higher, lower or neutral: which way is better.</summary>
    public required string Direction { get; init; }

    /// <summary>SUM, RATIO, WEIGHTED, POOLED or NOT-AGGREGABLE: how areas are added up.</summary>
    public required string Aggregation { get; init; }

    /// <summary>year, quarter, month; the default first.</summary>
    public required IReadOnlyList<string> Frequencies { get; init; }

    /// <summary>Names of its breakdowns.</summary>
    public required IReadOnlyList<string> Breakdowns { get; init; }

    /// <summary>published or awaiting-data.</summary>
    public required string Status { get; init; }

    /// <summary>Whether any of its figures is invented for demonstration.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Ids of its sources.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>First period in the default frequency.</summary>
    public required string? FirstPeriod { get; init; }

    /// <summary>Last period in the default frequency.</summary>
    public required string? LastPeriod { get; init; }
}

/// <summary>One indicator with all that is known of it.</summary>
public sealed record IndicatorDetailAnswer : IndicatorAnswer
{
    /// <summary>The publication that this was answered from.</summary>
    public required string Publication { get; init; }

    /// <summary>The formula as written.</summary>
    public required string Formula { get; init; }

    /// <summary>value = multiplier × numerator ÷ denominator.</summary>
    public required double Multiplier { get; init; }

    /// <summary>How the value is computed, in plain words by language; made from the formula.</summary>
    public required IReadOnlyDictionary<string, string> Explanation { get; init; }

    /// <summary>What each field of the definition means: the guidance that an editor shows to its author.</summary>
    public required IReadOnlyDictionary<string, string> Guidance { get; init; }

    /// <summary>Who answers for the definition.</summary>
    public required string Owner { get; init; }

    /// <summary>Content hash of the definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The whole definition.</summary>
    public required JsonNode? Definition { get; init; }

    /// <summary>Every version of the definition, oldest first; <c>version=</c> of /v1/values asks for one.</summary>
    public required IReadOnlyList<VersionAnswer> Versions { get; init; }

    /// <summary>In which divisions and frequencies there are values.</summary>
    public required IReadOnlyList<SliceAnswer> Slices { get; init; }

    /// <summary>Members of each breakdown, the total first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> BreakdownMembers { get; init; }

    /// <summary>
    /// Its breakdowns with names by language, each with the members of <c>breakdownMembers</c> and their names, in the order in which they are shown. What has no name yet is
    /// named by its code in every language.
    /// </summary>
    public required IReadOnlyList<PublishedBreakdown> BreakdownDetails { get; init; }

    /// <summary>The newest date that its producers themselves give the whole series; null where a payload of it gives none. That of single figures is in their answers.</summary>
    public required DateTimeOffset? DataUpdated { get; init; }

    /// <summary>When the newest of its inputs was loaded.</summary>
    public required DateTimeOffset? DataLoaded { get; init; }

    /// <summary>Its sources.</summary>
    public required IReadOnlyList<SourceAnswer> SourceDetails { get; init; }
}

/// <summary>One version of a definition.</summary>
/// <param name="Version">Its number.</param>
/// <param name="From">First day for which it holds; null from the beginning.</param>
/// <param name="To">Last day; null without end.</param>
/// <param name="Newest">Whether it is the newest.</param>
/// <param name="Aggregation">How areas are added up.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator.</param>
/// <param name="Formula">The formula as written.</param>
/// <param name="Definition">The whole definition.</param>
/// <param name="Slices">Its values.</param>
public sealed record VersionAnswer(
    int Version, DateOnly? From, DateOnly? To, bool Newest, string Aggregation, double Multiplier, string Formula, JsonNode Definition, IReadOnlyList<SliceAnswer> Slices);

/// <summary>Values of an indicator in one division and frequency, counted.</summary>
public sealed record SliceAnswer(
    string Division, string DivisionDate, string Frequency, long Rows, long Missing, string? FirstPeriod, string? LastPeriod)
{
    internal static SliceAnswer Of(PublishedSlice slice) => new(
        slice.Division, slice.DivisionDate, Publications.Publication.Word(slice.Frequency), slice.Rows, slice.Missing, slice.FirstPeriod, slice.LastPeriod);
}

/// <summary>All sources.</summary>
public sealed record SourcesAnswer(string Publication, IReadOnlyList<SourceAnswer> Sources)
{
    /// <summary>
    /// Since when files of sources or definitions have been wrong: what was changed in them is not followed, and after a restart nothing is loaded until they are mended; what and where stands in
    /// /v1/alerts?kind=files. Null where they are right.
    /// </summary>
    public DateTimeOffset? FilesWrongSince { get; init; }
}

/// <summary>One source: who produces it, under which licence, when it is fetched, what came last.</summary>
public sealed record SourceAnswer(
    string Id,
    IReadOnlyDictionary<string, string> Names,
    string Producer,
    string Licence,
    string? Homepage,
    bool Synthetic,
    string Origin,
    string? Cron,
    string? TimeZone,
    IReadOnlyList<string> DataSets,
    PublishedLoad? LastLoad)
{
    internal static SourceAnswer Of(PublishedSource source, PublicationManifest manifest) => new(
        source.Id, source.Names, source.Producer, source.Licence, source.Homepage, source.Synthetic, source.Origin, source.Cron, source.TimeZone, source.DataSets,
        manifest.Loads.Where(l => l.SourceId == source.Id).MaxBy(l => l.Number));
}
