using Insight.Warehouse.Areas;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>Levels of areas as they name pools.</summary>
internal static class LevelWords
{
    /// <summary>municipality, region, country …</summary>
    public static string Of(AreaLevel level) => level switch
    {
        AreaLevel.SubRegion => "sub-region",
        AreaLevel.WellbeingCounty => "wellbeing-county",
        _ => level.ToString().ToLowerInvariant(),
    };
}
