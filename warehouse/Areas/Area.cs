namespace Insight.Warehouse.Areas;

/// <summary>Level of an area; the prefix of its id.</summary>
public enum AreaLevel
{
    /// <summary>Whole country: SSS.</summary>
    Country,

    /// <summary>Region (maakunta, landskap): MK07.</summary>
    Region,

    /// <summary>Sub-region (seutukunta): SK071.</summary>
    SubRegion,

    /// <summary>Wellbeing services county (hyvinvointialue): HVA09.</summary>
    WellbeingCounty,

    /// <summary>Municipality (kunta, kommun): KU016.</summary>
    Municipality,

    /// <summary>Statistical grouping of municipalities: grouping:urban.</summary>
    Grouping,

    /// <summary>A network of municipalities by configuration: network:paijat-hame-4.</summary>
    Network,
}

/// <summary>A statistical area.</summary>
/// <param name="Id">Code with its level prefix, unique among all levels: KU016, SK071, MK07, SSS, network:paijat-hame-4.</param>
/// <param name="Level">Level.</param>
/// <param name="Code">Code without prefix, leading zeros kept: 016.</param>
/// <param name="Names">Latest names by language (fi, sv, en).</param>
/// <param name="ValidFrom">First day of validity as far as known here (2013-01-01 is the start of our key), or null.</param>
/// <param name="ValidTo">The first day on which it no longer exists, or null while it exists.</param>
public sealed record Area(string Id, AreaLevel Level, string Code, IReadOnlyDictionary<string, string> Names, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Name in a language; falls back to Finnish, never to another.</summary>
    public string Name(string language) => Names.TryGetValue(language, out var name) ? name : Names["fi"];
}

/// <summary>That one area belongs to another from a day on, until the day before another.</summary>
public sealed record Membership(string Child, string Parent, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A municipal change: figures of <paramref name="From"/> before the date belong to <paramref name="To"/> after it, by weight.</summary>
/// <param name="Date">First day of the new division.</param>
/// <param name="Kind">merge, partial, recode or region-transfer.</param>
/// <param name="From">Area id before.</param>
/// <param name="To">Area id after.</param>
/// <param name="Weight">Share of the losing area's population that moved: 1 for a merger.</param>
/// <param name="Note">What happened, for people.</param>
/// <param name="ReceiverShare">The persons who moved as a share of the receiving area's population; null for a merger.</param>
public sealed record AreaChange(DateOnly Date, string Kind, string From, string To, double Weight, string Note, double? ReceiverShare = null)
{
    /// <summary>Whether only a part moved, which is less than a share of the population of either party: noted, and nothing is recalculated.</summary>
    public bool IsNegligible(double least) => Weight < 1 && Weight < least && (ReceiverShare ?? Weight) < least;
}
