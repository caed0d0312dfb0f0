using Insight.Indicators.Narrative;
using Insight.Warehouse.Periods;

namespace Insight.Api.Narrative;

/// <summary>Where a stated number can be followed back to: an address of this API, and for values of the current division the dashboard's view of their lineage.</summary>
internal sealed record NarrativeLinks(string Indicator, string Area, string Peers, string? AsOf, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>The municipal division of the figures; null for the current one.</summary>
    public string? Division { get; init; }

    /// <summary>The address of the answer that holds the number.</summary>
    public string Url(Figure figure) => figure.Kind switch
    {
        FigureKind.Value => Address("/v1/lineage", ("area", figure.Area), ("period", figure.Period?.ToString())),
        FigureKind.Median or FigureKind.Count => Address(
            "/v1/comparison", ("area", Area), ("peers", Peers.Length == 0 ? null : Peers), ("period", figure.Period?.ToString())),
        FigureKind.Target or FigureKind.Pace => Address("/v1/targets/progress", ("area", Area)),
        _ => Address("/v1/change", ("area", Area), ("period", figure.Period?.ToString())),
    };

    /// <summary>The dashboard's view of a value's lineage; null for other numbers, and for those of an earlier publication or division.</summary>
    public string? Page(Figure figure, string language) => figure is { Kind: FigureKind.Value, Period: { } period } && AsOf is null && Division is null
        ? Query("/", ("lang", language), ("indicator", Indicator), ("area", figure.Area), ("frequency", Word(period)), ("explain", Explain(figure.Area, period)))
        : null;

    private string Address(string path, params (string Name, string? Value)[] parameters) => Query(
        path, [("indicator", Indicator), .. parameters, .. Members.Select(member => (member.Key, (string?)member.Value)), ("division", Division), ("asOf", AsOf)]);

    private string Explain(string area, Period period) =>
        string.Join(',', Members.Select(member => $"{member.Key}:{member.Value}").Prepend(period.ToString()).Prepend(area));

    private static string Query(string path, params (string Name, string? Value)[] parameters) => path + "?" + string.Join(
        '&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Legible(parameter.Value!)}"));

    /// <summary>Percent-encoded but for the commas and colons that a query may hold.</summary>
    private static string Legible(string text) =>
        Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string Word(Period period) => Publications.Publication.Word(period.Frequency);
}
