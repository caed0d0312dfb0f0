using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>
/// One publication: an immutable list of what is served. Everything the reading side needs is in it or in files that it names by content
/// hash, so that a reader opens neither the warehouse nor the sources. Written once, never edited.
/// </summary>
/// <param name="Id">Sortable id: <c>20261121T083005Z-1a2b3c4d</c> (time of writing and head of the content hash).</param>
/// <param name="Edition">Who may see it: <c>public</c> for now.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="CodeVersion">Version of the program that wrote it.</param>
/// <param name="Previous">The publication that was current when it was written, or null.</param>
/// <param name="AreasFile">Content hash of the areas document (<see cref="AreasDocument"/>).</param>
/// <param name="Themes">Themes with their names.</param>
/// <param name="Indicators">All indicators, by id.</param>
/// <param name="Sources">All sources.</param>
/// <param name="Loads">The loads whose figures went in, by number.</param>
/// <param name="Changes">What differs from the previous publication, counted.</param>
public sealed record PublicationManifest(
    string Id,
    string Edition,
    DateTimeOffset CreatedAt,
    string CodeVersion,
    string? Previous,
    string AreasFile,
    IReadOnlyList<PublishedTheme> Themes,
    IReadOnlyList<PublishedIndicator> Indicators,
    IReadOnlyList<PublishedSource> Sources,
    IReadOnlyList<PublishedLoad> Loads,
    PublicationChanges Changes)
{
    /// <summary>Content hash of the document of targets (a TargetsDocument of the indicators); null in publications from before there were targets.</summary>
    public string? TargetsFile { get; init; }

    /// <summary>The words for breakdowns and their members; a publication from before there were any has none.</summary>
    public IReadOnlyList<PublishedBreakdown> Breakdowns { get; init; } = [];

    /// <summary>Indicators that are or will be withdrawn, by id; also those that are no longer among <see cref="Indicators"/>.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals { get; init; } = [];
}

/// <summary>An indicator is withdrawn: until the day it is served with a notice, from then on an address of it says that it is gone and what to take instead.</summary>
/// <param name="Id">Id of the indicator, which is not used again.</param>
/// <param name="Announced">The day on which it was announced.</param>
/// <param name="Date">The first day on which it is gone.</param>
/// <param name="Reason">Why, by language.</param>
/// <param name="ReplacedBy">Id of the indicator to take instead, or null.</param>
public sealed record Withdrawal(string Id, DateOnly Announced, DateOnly Date, IReadOnlyDictionary<string, string> Reason, string? ReplacedBy);

/// <summary>A breakdown: its name by language and its members in the order in which they are shown.</summary>
/// <param name="Id">Name of the breakdown as in requests and rows.</param>
/// <param name="Names">Its name by language: fi, sv, en.</param>
/// <param name="Members">Its members, in the order in which they are shown.</param>
public sealed record PublishedBreakdown(string Id, IReadOnlyDictionary<string, string> Names, IReadOnlyList<PublishedMember> Members);

/// <summary>A member of a breakdown: its code in requests and rows, its name by language.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Names">Its name by language: fi, sv, en.</param>
public sealed record PublishedMember(string Id, IReadOnlyDictionary<string, string> Names);

/// <summary>A theme: id (climate, employment, workforce, residents, population) and names by language.</summary>
public sealed record PublishedTheme(string Id, IReadOnlyDictionary<string, string> Names);

/// <summary>One indicator as published.</summary>
/// <param name="Id">Kebab-case id.</param>
/// <param name="Version">Definition version.</param>
/// <param name="Theme">Theme id.</param>
/// <param name="Names">Name by language.</param>
/// <param name="Descriptions">Plain-language description by language.</param>
/// <param name="Unit">Unit as shown, by language.</param>
/// <param name="Decimals">Decimals to show.</param>
/// <param name="Direction">higher, lower or neutral: which way is better.</param>
/// <param name="Aggregation">SUM, RATIO, WEIGHTED, POOLED or NOT-AGGREGABLE.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator (RATIO, WEIGHTED).</param>
/// <param name="Formula">The formula as written.</param>
/// <param name="Owner">Who answers for the definition.</param>
/// <param name="Sources">Ids of the sources.</param>
/// <param name="Synthetic">True when any input is synthetic.</param>
/// <param name="Status"><c>published</c> or <c>awaiting-data</c>.</param>
/// <param name="Breakdowns">Names of breakdown columns of its slices; empty when there are none.</param>
/// <param name="DefinitionHash">Hash of the definition; with <paramref name="Inputs"/> it decides whether the indicator must be recomputed.</param>
/// <param name="Inputs">Data set id → number of the last load that changed it.</param>
/// <param name="Slices">Its files.</param>
/// <param name="Definition">The whole definition as JSON, for the catalogue page.</param>
public sealed record PublishedIndicator(
    string Id,
    int Version,
    string Theme,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, string> Descriptions,
    IReadOnlyDictionary<string, string> Unit,
    int Decimals,
    string Direction,
    string Aggregation,
    double Multiplier,
    string Formula,
    string Owner,
    IReadOnlyList<string> Sources,
    bool Synthetic,
    string Status,
    IReadOnlyList<string> Breakdowns,
    string DefinitionHash,
    IReadOnlyDictionary<string, int> Inputs,
    IReadOnlyList<PublishedSlice> Slices,
    JsonNode Definition)
{
    /// <summary>The municipal divisions that the producers' figures follow: dates and <c>as-was</c>.</summary>
    public IReadOnlyList<string> DeliveredDivisions { get; init; } = [];

    /// <summary>
    /// Every version with its own values, oldest first, where there are several; empty where there is one. <see cref="Slices"/> then hold one
    /// series, each period by the version that holds for it.
    /// </summary>
    public IReadOnlyList<PublishedVersion> Versions { get; init; } = [];

    /// <summary>How the value is computed, in plain words by language; empty in publications made before there were such words.</summary>
    public IReadOnlyDictionary<string, string> Explanation { get; init; } = new Dictionary<string, string>();

    /// <summary>All files of it, those of its versions included.</summary>
    public IEnumerable<PublishedSlice> AllSlices => Slices.Concat(Versions.SelectMany(version => version.Slices));

    /// <summary>This indicator by one version alone; null when there is no such version.</summary>
    public PublishedIndicator? By(int version) => Versions.FirstOrDefault(other => other.Version == version) is { } found
        ? this with
        {
            Version = found.Version, Aggregation = found.Aggregation, Multiplier = found.Multiplier, Formula = found.Formula, Slices = found.Slices, Definition = found.Definition,
            Versions = [],
        }
        : version == Version && Versions.Count == 0 ? this : null;

    /// <summary>This indicator as the definition was that its series has in a period.</summary>
    public PublishedIndicator At(Period period) => Versions.Count > 0 && Versions[^1].From is not null && Versions.FirstOrDefault(version => version.Holds(period)) is { } found
        ? By(found.Version)! with { Slices = Slices }
        : this;
}

/// <summary>
/// One Parquet file of values: one indicator in one municipal division and one frequency, sorted by area, breakdowns, period. Columns: area,
/// period, one for each breakdown (VARCHAR), value, numerator, denominator (DOUBLE), status (VARCHAR, see ObservationStatus), members,
/// members_present (INTEGER; of aggregates, else NULL), load (INTEGER, the newest load among its inputs), break (BOOLEAN, the first value after
/// a break of the series).
/// </summary>
/// <param name="Division">
/// <c>current</c>, or <c>history</c>: areas as they were, where they were made otherwise than today. There <c>KU098@2015-01-01</c> is the area in the
/// division of that day, and <c>MK07@at-the-time</c> the aggregate with the members of each period. What is not in it is as in <c>current</c>.
/// </param>
/// <param name="DivisionDate">The date of the division (<c>2026-01-01</c>), or <c>history</c>.</param>
/// <param name="Frequency">Annual, Quarterly or Monthly.</param>
/// <param name="File">Content hash; the file is <c>lake/files/&lt;hash&gt;.parquet</c>.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="FirstPeriod">First period, or null when empty.</param>
/// <param name="LastPeriod">Last period, or null when empty.</param>
/// <param name="Sql">The compiled statement that made it.</param>
public sealed record PublishedSlice(
    string Division, string DivisionDate, Frequency Frequency, string File, long Rows, long Missing, string? FirstPeriod, string? LastPeriod, string Sql)
{
    /// <summary>Name of the current division.</summary>
    public const string Current = "current";

    /// <summary>Name of the file of areas as they were.</summary>
    public const string History = "history";

    /// <summary>Whether the file has the column <c>break</c>; those written by earlier versions have not.</summary>
    public bool HasBreaks { get; init; }

    /// <summary>How the slice is to be read in another division; null as it is. Never stored.</summary>
    [JsonIgnore]
    public DivisionView? View { get; init; }

    /// <summary>What tells apart slices that are read: the file, and how it is read.</summary>
    [JsonIgnore]
    public string Key => View is null ? File : $"{File} {View.Key}";
}

/// <summary>A source as published: names, producer, licence, whether its figures are invented, its data sets.</summary>
public sealed record PublishedSource(
    string Id,
    IReadOnlyDictionary<string, string> Names,
    string Producer,
    string Licence,
    string? Homepage,
    bool Synthetic,
    string Origin,
    string? Cron,
    string? TimeZone,
    IReadOnlyList<string> DataSets)
{
    /// <summary>Which municipalities are to deliver to it; empty where it is fetched.</summary>
    public IReadOnlyList<ExpectedDelivery> Expected { get; init; } = [];
}

/// <summary>A municipality that is to deliver.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Frequency">Frequency of the figures.</param>
/// <param name="LagDays">How long after the end of a period they are expected, as the source says.</param>
/// <param name="Since">The day of the first publication that told that it is expected.</param>
public sealed record ExpectedDelivery(string Area, Frequency Frequency, int LagDays, DateOnly Since);

/// <summary>One load: one landed payload brought into a source's data sets.</summary>
/// <param name="Number">Counts from 1; the facts' recorded_from and the values' load refer to it.</param>
/// <param name="SourceId">The source.</param>
/// <param name="File">Name of the payload within its source.</param>
/// <param name="Sha256">Landing hash of the payload.</param>
/// <param name="Url">The producer's address of it.</param>
/// <param name="FetchedAt">When it was received.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="Rows">Rows staged from it.</param>
/// <param name="Inserted">New facts.</param>
/// <param name="Revised">Facts with a new figure.</param>
/// <param name="Quarantined">Rows refused.</param>
public sealed record PublishedLoad(
    int Number, string SourceId, string File, string Sha256, string Url, DateTimeOffset FetchedAt, DateTimeOffset LoadedAt,
    long Rows, long Inserted, long Revised, long Quarantined)
{
    /// <summary>The date that the producer itself gives the figures; null where it gives none, and of loads from before it was kept.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Facts that the delivery covered and no longer had.</summary>
    public long Withdrawn { get; init; }
}

/// <summary>How a publication differs from the one before: cells added, revised, withdrawn, of another status; indicators recomputed and taken over unchanged.</summary>
public sealed record PublicationChanges(long Added, long Revised, long Withdrawn, int Recomputed, int Unchanged, long StatusChanged = 0);

/// <summary>The areas document: everything a reader needs of areas.</summary>
public sealed record AreasDocument(IReadOnlyList<Area> Areas, IReadOnlyList<Membership> Memberships, IReadOnlyList<AreaChange> Changes, DateOnly CurrentDivision)
{
    /// <summary>Smallest share of population at which a partial transfer was recalculated.</summary>
    public double LeastTransfer { get; init; } = AreaDirectory.DefaultLeastTransfer;
}
