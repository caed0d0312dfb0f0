using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Questions;

/// <summary>Checks a condition on the future.</summary>
internal sealed class ScenarioReader(AreaDirectory areas, PublishedIndicator indicator, PublishedSlice slice, int horizon)
{
    public Scenario Read(ScenarioRequest request) => (request.Paths, request.Shock) switch
    {
        ({ Count: > 0 } paths, null) => Fixed(paths, request.Component),
        (null or { Count: 0 }, { } shock) => Shocked(shock),
        _ => throw new ForecastRefusal(
            "contradictory-parameters", "scenario", null, "A scenario has either paths of a component or a shock; give one of them."),
    };

    private Scenario Fixed(IReadOnlyDictionary<string, IReadOnlyList<double>> paths, string? component)
    {
        var which = Component(component, "scenario.component", false);
        var read = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (text, path) in paths)
        {
            if (path.Count != horizon || path.Any(v => !double.IsFinite(v) || v < 0.0 || (v == 0.0 && which == Questions.Component.Denominator)))
            {
                throw new ForecastRefusal(
                    "bad-parameter", "scenario.paths", text,
                    $"The path of '{text}' has {path.Count} values; it needs {horizon}, one a period ahead, none of them negative{(which == Questions.Component.Denominator ? " or 0" : "")}.");
            }

            read[Municipality(text, "scenario.paths")] = [.. path];
        }

        return new Scenario(which, read, null, 0.0, 0.0, []);
    }

    private Scenario Shocked(ShockRequest shock)
    {
        if (shock.Add is null == shock.Percent is null || shock is { Add: { } add } && !double.IsFinite(add) || shock.Percent is { } p && !(p is > -100.0 and <= 1000.0))
        {
            throw new ForecastRefusal(
                "bad-parameter", "scenario.shock", null, "A shock has either add (a number in the component's unit) or percent (above -100, at most 1000).");
        }

        if (!Period.TryParse(shock.From, out var from) || from.Frequency != slice.Frequency)
        {
            throw new ForecastRefusal(
                "bad-period", "scenario.shock.from", shock.From, $"A shock needs the first period that it touches, by {QuestionReader.Word(slice.Frequency)}, such as {Period.Parse(slice.LastPeriod!).Plus(1)}.");
        }

        var struck = (shock.Areas ?? []).Select(text => shock.Component is null or "value" ? Area(text) : Municipality(text, "scenario.shock.areas")).ToArray();
        return new Scenario(Component(shock.Component ?? "value", "scenario.shock.component", true), new Dictionary<string, double[]>(), from, shock.Add ?? 0.0, shock.Percent ?? 0.0, struck);
    }

    private Component Component(string? word, string field, bool mayBeValue)
    {
        var hasTwo = indicator.Aggregation is "RATIO" or "WEIGHTED";
        Component? found = word switch
        {
            "value" when mayBeValue => Questions.Component.Value,
            "numerator" when hasTwo => Questions.Component.Numerator,
            "denominator" when hasTwo => Questions.Component.Denominator,
            _ => null,
        };
        var words = (mayBeValue ? new[] { "value" } : []).Concat(hasTwo ? ["numerator", "denominator"] : []).ToArray();
        return found ?? throw new ForecastRefusal(
            "bad-parameter", field, word,
            words.Length == 0 ? $"'{indicator.Id}' has no components whose future could be fixed; use a shock." : $"'{word}' is not a component here; choose {string.Join(" or ", words)}.", words);
    }

    private string Area(string text) => areas.TryResolve(text, out var area)
        ? area.Id
        : throw new ForecastRefusal("unknown-area", "scenario.shock.areas", text, $"'{text}' is not an area.");

    private string Municipality(string text, string field) => areas.TryResolve(text, out var area) && area.Level == AreaLevel.Municipality
        ? area.Id
        : throw new ForecastRefusal(
            "unknown-area", field, text, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a municipality; components are set for municipalities, and larger areas follow."));
}
