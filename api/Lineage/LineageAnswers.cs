using Insight.Warehouse.Publications;

namespace Insight.Api.Lineage;

/// <summary>Where one number comes from: components, formula, definition, statement, members, loads and payloads as received.</summary>
public sealed record LineageAnswer
{
    /// <summary>The publication in which it is.</summary>
    public required string Publication { get; init; }

    /// <summary>Indicator id.</summary>
    public required string Indicator { get; init; }

    /// <summary>Version of the definition.</summary>
    public required int Version { get; init; }

    /// <summary>Area id.</summary>
    public required string Area { get; init; }

    /// <summary>Period.</summary>
    public required string Period { get; init; }

    /// <summary>Frequency.</summary>
    public required string Frequency { get; init; }

    /// <summary>current or as-was.</summary>
    public required string Division { get; init; }

    /// <summary>Date of the division, or as-was.</summary>
    public required string DivisionDate { get; init; }

    /// <summary>Member of each breakdown.</summary>
    public required IReadOnlyDictionary<string, string> Breakdown { get; init; }

    /// <summary>multiplier × numerator ÷ denominator; the numerator alone where there is no denominator.</summary>
    public required double? Value { get; init; }

    /// <summary>Numerator.</summary>
    public required double? Numerator { get; init; }

    /// <summary>Denominator; null for sums.</summary>
    public required double? Denominator { get; init; }

    /// <summary>Multiplier.</summary>
    public required double Multiplier { get; init; }

    /// <summary>Status code; null for a number without reservations.</summary>
    public required string? Status { get; init; }

    /// <summary>The formula as written.</summary>
    public required string Formula { get; init; }

    /// <summary>How areas are added up.</summary>
    public required string Aggregation { get; init; }

    /// <summary>Content hash of the definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The compiled statement that computed the slice.</summary>
    public required string Sql { get; init; }

    /// <summary>Whether any input is invented for demonstration.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Named figures of the formula.</summary>
    public required IReadOnlyList<LineageInput> Inputs { get; init; }

    /// <summary>Of an aggregate, the cells of its members, with division=as-was those of the period; empty otherwise.</summary>
    public required IReadOnlyList<LineageMember> Members { get; init; }

    /// <summary>
    /// In the division of each period: the municipalities of today in which an aggregate was added up, where they are others than its members at the
    /// time; empty otherwise.
    /// </summary>
    public required IReadOnlyList<LineageMember> AddedUpFrom { get; init; }

    /// <summary>Of an aggregate, how many members it has and how many have a value; null otherwise.</summary>
    public required MemberCount? MemberCount { get; init; }

    /// <summary>The newest date that the producers themselves give the number's data; null where a payload that was read for it gives none.</summary>
    public required DateTimeOffset? DataUpdated { get; init; }

    /// <summary>Loads of the inputs: those that brought the number's own facts first.</summary>
    public required IReadOnlyList<LineageLoad> Loads { get; init; }

    /// <summary>With <c>lines=true</c> the lines of the landed payloads in which its figures stand, at most 500; null otherwise.</summary>
    public IReadOnlyList<LineageLine>? Lines { get; init; }

    /// <summary>With <c>lines=true</c> how many there are in all; null otherwise.</summary>
    public int? LineCount { get; init; }
}

/// <summary>One named figure of the formula.</summary>
/// <param name="Name">Name in the formula.</param>
/// <param name="DataSet">Data set id.</param>
/// <param name="Measure">Measure of the data set; null where the definition does not say.</param>
/// <param name="Where">Breakdown members to which it is limited.</param>
/// <param name="LastLoad">Number of the last load that changed the data set.</param>
public sealed record LineageInput(
    string Name, string DataSet, string? Measure, IReadOnlyDictionary<string, IReadOnlyList<string>> Where, int? LastLoad);

/// <summary>The cell of one member of an aggregate.</summary>
public sealed record LineageMember(string Area, double? Value, double? Numerator, double? Denominator, string? Status);

/// <summary>Members of an aggregate, counted.</summary>
public sealed record MemberCount(int Of, int Present);

/// <summary>One load with the payload that it brought.</summary>
/// <param name="Number">Number of the load.</param>
/// <param name="SourceId">Source.</param>
/// <param name="File">Name of the payload within the source.</param>
/// <param name="Sha256">Landing hash: SHA-256 of the bytes as received.</param>
/// <param name="Landing">Where the bytes lie in the data folder: landing/source/sha256.</param>
/// <param name="Url">The producer's address.</param>
/// <param name="FetchedAt">When it was received.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="UpdatedAt">The date that the producer itself gives the figures; null where it gives none.</param>
public sealed record LineageLoad(
    int Number, string SourceId, string File, string Sha256, string Landing, string Url, DateTimeOffset FetchedAt, DateTimeOffset LoadedAt, DateTimeOffset? UpdatedAt)
{
    internal static LineageLoad Of(PublishedLoad load) => new(
        load.Number, load.SourceId, load.File, load.Sha256, $"landing/{load.SourceId}/{load.Sha256}", load.Url, load.FetchedAt, load.LoadedAt, load.UpdatedAt);
}
