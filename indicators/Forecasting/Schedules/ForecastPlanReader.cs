using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Forecasting.Schedules;

/// <summary>Reads a <c>forecasts.yml</c>, and checks that what it names is there.</summary>
/// <param name="catalog">The indicators that a plan may name.</param>
/// <param name="areas">The areas that a plan may name.</param>
/// <param name="bag">Receives what is wrong.</param>
internal sealed class ForecastPlanReader(Catalog catalog, AreaDirectory areas, DiagnosticBag bag)
{
    private const string Members = "members:";
    private const string Level = "level:";
    private static readonly string[] Fields = ["indicator", "areas", "frequency", "horizon", "method", "levels", "breakdown"];

    /// <summary>The plans of a file; those that name what is not there included.</summary>
    public IReadOnlyList<ForecastRequest> Read(CatalogFile file) => YamlFile.IsBlank(file)
        ? []
        : [.. YamlFile.Items(file, Fields, bag, "planned forecasts", "write '- indicator: …' and areas for each").Where(fields => fields.Exists).Select(Plan)];

    private ForecastRequest Plan(YamlFields fields)
    {
        var id = fields.Id("indicator");
        var definition = catalog.Definitions.FirstOrDefault(one => one.Id == id);
        if (definition is null && id.Length > 0)
        {
            bag.Error(
                DiagnosticCodes.UnknownForecastIndicator, fields.LineOf("indicator"), $"'{id}' is not an indicator of the catalogue", NearestName.Hint(id, catalog.Definitions.Select(one => one.Id)));
        }

        return new ForecastRequest
        {
            Indicator = id,
            Areas = Areas(fields),
            Frequency = Frequency(fields, definition),
            Horizon = fields.OptionalText("horizon") is null ? null : fields.Integer("horizon", 1, 60, null),
            Method = Method(fields),
            Levels = fields.Node("levels") is null ? null : [.. fields.Texts("levels").Select(Coverage)],
            Breakdown = Breakdown(fields, definition),
        };
    }

    private List<string> Areas(YamlFields fields)
    {
        fields.Required("areas", "write at least one, such as KU111");
        foreach (var (text, line) in fields.Texts("areas").Where(item => !IsArea(item.Text)))
        {
            var meant = areas.Areas.FirstOrDefault(area => area.Names.Values.Contains(text, StringComparer.OrdinalIgnoreCase));
            bag.Error(
                DiagnosticCodes.UnknownArea, line, $"'{text}' is not the id of an area",
                meant is null ? NearestName.Hint(text, areas.Areas.SelectMany(area => area.Names.Values.Append(area.Id))) : $"did you mean '{meant.Id}'?");
        }

        return [.. fields.Texts("areas").Select(item => item.Text)];
    }

    private bool IsArea(string text) => text.StartsWith(Level, StringComparison.Ordinal)
        ? QuestionReader.TryLevel(text[Level.Length..], out _)
        : areas.TryResolve(text.StartsWith(Members, StringComparison.Ordinal) ? text[Members.Length..] : text, out _);

    private string? Frequency(YamlFields fields, IndicatorDefinition? definition)
    {
        var word = fields.OptionalText("frequency");
        if (word is not null && definition is not null && definition.Frequencies.Select(QuestionReader.Word).ToList() is var has && !has.Contains(word))
        {
            bag.Error(
                DiagnosticCodes.NotOfForecastIndicator, fields.LineOf("frequency"), $"'{definition.Id}' has no values by '{word}'", $"write {string.Join(" or ", has)}");
        }

        return word;
    }

    private string? Method(YamlFields fields)
    {
        var method = fields.OptionalText("method");
        if (method is not null && !Methods.Ids.Contains(method))
        {
            bag.Error(DiagnosticCodes.BadChoice, fields.LineOf("method"), $"'{method}' is not a forecasting method", NearestName.Hint(method, Methods.Ids));
        }

        return method;
    }

    private double Coverage((string Text, int Line) item)
    {
        if (double.TryParse(item.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) && level is >= 0.01 and <= 0.99)
        {
            return level;
        }

        bag.Error(DiagnosticCodes.BadNumber, item.Line, $"'{item.Text}' is not a coverage from 0.01 to 0.99", "write 0.95 for 95 %");
        return 0;
    }

    private Dictionary<string, string>? Breakdown(YamlFields fields, IndicatorDefinition? definition)
    {
        foreach (var (name, line, _) in fields.Entries("breakdown").Where(entry => definition?.Breakdowns.Contains(entry.Key) == false))
        {
            bag.Error(DiagnosticCodes.NotOfForecastIndicator, line, $"'{definition!.Id}' has no breakdown '{name}'", NearestName.Hint(name, definition.Breakdowns));
        }

        return fields.Node("breakdown") is null ? null : fields.Entries("breakdown").ToDictionary(entry => entry.Key, entry => entry.Value.ToString(), StringComparer.Ordinal);
    }
}
