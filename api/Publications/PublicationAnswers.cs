using System.Text.Json.Serialization;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>The publications of the edition, newest move first.</summary>
public sealed record PublicationsAnswer(string Current, IReadOnlyList<PublicationAnswer> Publications);

/// <summary>One publication.</summary>
/// <param name="Id">Its id; accepted by <c>asOf</c>.</param>
/// <param name="Edition">Its edition.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Since">When it last became current.</param>
/// <param name="Reason">Why it became current.</param>
/// <param name="Changes">Cells added, revised and withdrawn against the one before; indicators recomputed and unchanged.</param>
/// <param name="Indicators">Number of indicators.</param>
public record PublicationAnswer(
    string Id, string Edition, DateTimeOffset CreatedAt, DateTimeOffset? Since, string? Reason, PublicationChanges Changes, int Indicators);

/// <summary>One publication with what it was made of.</summary>
public sealed record PublicationDetailAnswer(
    string Id, string Edition, DateTimeOffset CreatedAt, DateTimeOffset? Since, string? Reason, PublicationChanges Changes, int Indicators,
    string CodeVersion, string? Previous, IReadOnlyList<IndicatorVersion> IndicatorVersions, IReadOnlyList<PublishedLoad> Loads)
    : PublicationAnswer(Id, Edition, CreatedAt, Since, Reason, Changes, Indicators);

/// <summary>Which definition of an indicator was published.</summary>
public sealed record IndicatorVersion(string Id, int Version, string DefinitionHash);
