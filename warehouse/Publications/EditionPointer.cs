namespace Insight.Warehouse.Publications;

/// <summary>Which publication of an edition is current, and which were before. One small file, replaced by rename.</summary>
/// <param name="Current">Id of the current publication.</param>
/// <param name="History">All moves of the pointer, oldest first; the last is the current one.</param>
public sealed record EditionPointer(string Current, IReadOnlyList<PointerMove> History)
{
    /// <summary>The publication that was current at a moment, or null before the first.</summary>
    public string? CurrentAt(DateTimeOffset moment) => History.LastOrDefault(m => m.Since <= moment)?.Publication;

    /// <summary>This pointer moved to a publication.</summary>
    public EditionPointer MovedTo(string publication, DateTimeOffset since, string reason) =>
        new(publication, [.. History, new PointerMove(publication, since, reason)]);
}

/// <summary>One move of the pointer.</summary>
/// <param name="Publication">What became current.</param>
/// <param name="Since">When.</param>
/// <param name="Reason">Why, for people: "published", "rolled back: …".</param>
public sealed record PointerMove(string Publication, DateTimeOffset Since, string Reason);
