using Insight.Api.Areas;
using Insight.Api.Publications;
using Insight.Warehouse.Areas;

namespace Insight.Api.Facades.Px;

/// <summary>
/// A way to see the areas of tables: <c>vs_region</c> those of one level, <c>agg_region</c> the same together with the municipalities of which each is
/// made. Aggregates are the published ones, made of numerators and denominators; nothing is added up while answering.
/// </summary>
/// <param name="Level">The level.</param>
/// <param name="IsAggregation">Whether its values are made of municipalities.</param>
internal sealed record PxCodelist(AreaLevel Level, bool IsAggregation)
{
    private const string ValueSet = "vs_";
    private const string Aggregation = "agg_";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<PxCodelist> All { get; } =
    [
        .. Enum.GetValues<AreaLevel>().Select(level => new PxCodelist(level, false)),
        .. Enum.GetValues<AreaLevel>().Where(level => level != AreaLevel.Municipality).Select(level => new PxCodelist(level, true)),
    ];

    /// <summary>Its id.</summary>
    public string Id => (IsAggregation ? Aggregation : ValueSet) + AreaWords.Word(Level);

    /// <summary>Its kind, in PxWebApi's word.</summary>
    public string Type => IsAggregation ? "Aggregation" : "Valueset";

    /// <summary>The one with an id; also as PxWeb 1 writes it, <c>agg:region</c>. Null when there is none.</summary>
    public static PxCodelist? Find(string id) => All.FirstOrDefault(c => c.Id.Equals(id.Replace(':', '_'), StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that a table has areas for.</summary>
    public static IEnumerable<PxCodelist> Of(PxShape shape)
    {
        var levels = shape.Dimensions[0].Values.Select(id => LevelOf(shape.Table.Publication, id)).ToHashSet();
        return All.Where(c => levels.Contains(c.Level));
    }

    /// <summary>Ids of its areas in a publication.</summary>
    public IEnumerable<string> Areas(Publication publication) =>
        publication.Areas.Areas.Where(a => a.Level == Level && !(a.ValidTo <= publication.CurrentDivision) && !(a.ValidFrom > publication.CurrentDivision)).Select(a => a.Id);

    /// <summary>What a value stands for: itself, or the municipalities of which it is made.</summary>
    public IReadOnlyList<string> PartsOf(Publication publication, string area) =>
        IsAggregation ? publication.Areas.MembersOf(area, publication.CurrentDivision) : [area];

    /// <summary>Its name.</summary>
    public string Label(string language) => (Level, language) switch
    {
        (AreaLevel.Country, "fi") => "Koko maa", (AreaLevel.Country, "sv") => "Hela landet", (AreaLevel.Country, _) => "Whole country",
        (AreaLevel.Region, "fi") => "Maakunnat", (AreaLevel.Region, "sv") => "Landskap", (AreaLevel.Region, _) => "Regions",
        (AreaLevel.SubRegion, "fi") => "Seutukunnat", (AreaLevel.SubRegion, "sv") => "Ekonomiska regioner", (AreaLevel.SubRegion, _) => "Sub-regions",
        (AreaLevel.WellbeingCounty, "fi") => "Hyvinvointialueet", (AreaLevel.WellbeingCounty, "sv") => "Välfärdsområden", (AreaLevel.WellbeingCounty, _) => "Wellbeing services counties",
        (AreaLevel.Municipality, "fi") => "Kunnat", (AreaLevel.Municipality, "sv") => "Kommuner", (AreaLevel.Municipality, _) => "Municipalities",
        (AreaLevel.Grouping, "fi") => "Kuntaryhmät", (AreaLevel.Grouping, "sv") => "Kommungrupper", (AreaLevel.Grouping, _) => "Groups of municipalities",
        (AreaLevel.Network, "fi") => "Verkostot", (AreaLevel.Network, "sv") => "Nätverk", _ => "Networks",
    };

    /// <summary>Whether an area of a publication belongs to it.</summary>
    public bool Has(Publication publication, string area) => LevelOf(publication, area) == Level;

    private static AreaLevel? LevelOf(Publication publication, string id) => publication.Areas.TryById(id, out var area) ? area.Level : null;
}
