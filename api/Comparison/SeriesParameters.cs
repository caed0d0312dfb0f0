using Insight.Api.OpenApi;

namespace Insight.Api.Comparison;

/// <summary>Parameters that the questions of comparison share, as the OpenAPI document describes them.</summary>
internal static class SeriesParameters
{
    /// <summary>One indicator.</summary>
    public static readonly Parameter Indicator = new("indicator", "Id of an indicator.", "unemployment-rate") { IsRequired = true };

    /// <summary>One area.</summary>
    public static readonly Parameter Area = new("area", "Id of an area; a bare number is a municipality.", "KU111") { IsRequired = true };

    /// <summary>The municipal division.</summary>
    public static readonly Parameter Division = new("division", "Municipal division: current, as-was, as-delivered or a day such as 2015-01-01. Default: current.", "current");

    /// <summary>Frequency, division, breakdowns, publication, language.</summary>
    public static readonly IReadOnlyList<Parameter> Rest =
    [
        new("frequency", "Default: that of the period, else the first that the indicator has.", "year") { Words = ["year", "quarter", "month"] },
        Division,
        new("breakdown", "A member of a breakdown of the indicator by its name, for example sex=male. Default: the total.", "total") { IsOpen = true },
        Parameter.AsOf,
        Language,
    ];

    /// <summary>Language of words.</summary>
    public static Parameter Language => new("lang", "Language of the words beside codes. Default: all of them, as a map.", "sv") { Words = Requests.Languages.All };

    /// <summary>One period.</summary>
    public static Parameter Period(string description) => new("period", description, "2018");
}
