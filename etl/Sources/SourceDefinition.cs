using Insight.Etl.Sources.Drift;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources;

/// <summary>What <c>source.yml</c> says. See <c>etl/Sources/README.md</c> for every field.</summary>
/// <param name="Id">Kebab-case id.</param>
/// <param name="Folder">The source's folder: source.yml, checks.yml, corrections.yml, recorded/.</param>
/// <param name="Names">Name in fi, sv, en.</param>
/// <param name="Producer">Who makes the figures, as to be credited.</param>
/// <param name="Licence">SPDX id, for example CC-BY-4.0.</param>
/// <param name="Homepage">Where a person reads about it.</param>
/// <param name="Synthetic">True when the figures are invented for demonstration.</param>
/// <param name="Connector">Name of the connector that reads it.</param>
/// <param name="BaseUrl">The producer's server; requests are relative to it.</param>
/// <param name="Origin"><c>recorded</c> (the folder's <c>recorded/</c>), <c>live</c>, <c>deliveries</c> or <c>synthetic</c>.</param>
/// <param name="RecordedOn">Date of the recorded payloads.</param>
/// <param name="Schedule">When it is loaded.</param>
/// <param name="Limits">How politely it is asked.</param>
/// <param name="DataSets">The data sets that it fills.</param>
/// <param name="Settings">The connector's own settings (<c>settings:</c>), as YAML maps, lists and strings.</param>
public sealed record SourceDefinition(
    string Id,
    string Folder,
    IReadOnlyDictionary<string, string> Names,
    string Producer,
    string Licence,
    string? Homepage,
    bool Synthetic,
    string Connector,
    string? BaseUrl,
    string Origin,
    DateOnly? RecordedOn,
    LoadSchedule? Schedule,
    RequestLimits Limits,
    IReadOnlyList<DataSet> DataSets,
    SettingsNode Settings)
{
    /// <summary>The periods that a backfill asks for; null for all that the settings name.</summary>
    public ChosenPeriods? Periods { get; init; }

    /// <summary>Its corrections and checks, where they were read together with it; else its folder says what they are.</summary>
    public SourceRuleBook? Rules { get; init; }

    /// <summary>The fingerprint of how it is read, taken when its rules were; else its folder's.</summary>
    public string? Hash { get; init; }

    /// <summary>What the words of its settings meant when its tables were last loaded, by name of the table; empty before the first load.</summary>
    public IReadOnlyDictionary<string, TableMapping> LastGood { get; init; } = new Dictionary<string, TableMapping>();
}

/// <summary>A cron expression (Quartz, six fields) with its time zone, and how long after a period's end its figures are expected.</summary>
public sealed record LoadSchedule(string Cron, string TimeZone, int? LagDays);

/// <summary>How politely and how patiently a producer is asked.</summary>
/// <param name="Requests">At most this many requests …</param>
/// <param name="PerSeconds">… in this many seconds.</param>
/// <param name="Attempts">Tries a request in all, the first included.</param>
/// <param name="TimeoutSeconds">Patience a try.</param>
/// <param name="MaxBytes">A larger answer is refused.</param>
public sealed record RequestLimits(int Requests = 1, int PerSeconds = 1, int Attempts = 5, int TimeoutSeconds = 60, long MaxBytes = 200_000_000);
