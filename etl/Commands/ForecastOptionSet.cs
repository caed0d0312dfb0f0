using System.CommandLine;
using Insight.Indicators.Forecasting.Questions;

namespace Insight.Etl.Commands;

/// <summary>The options of <c>insight forecast</c>.</summary>
internal sealed class ForecastOptionSet
{
    private readonly Argument<string?> indicator = new("indicator") { Description = "Indicator id, for example unemployment-rate.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> area = new("--area") { Description = "Area ids, members:MK07 or level:municipality; may be repeated.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> horizon = new("--horizon") { Description = "Periods ahead (default 4 years, 8 quarters or 12 months)." };
    private readonly Option<string?> frequency = new("--frequency") { Description = "year, quarter or month (default: the indicator's first)." };
    private readonly Option<string?> method = new("--method") { Description = "Id of a method (default auto, which chooses and says why)." };
    private readonly Option<double[]> level = new("--level") { Description = "Coverage of an interval, such as 0.95; may be repeated.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> asOf = new("--as-of") { Description = "Date or id of the publication to use (default: the current one)." };
    private readonly Option<string?> origin = new("--origin") { Description = "Last period whose values are used." };
    private readonly Option<double?> target = new("--target") { Description = "A value to reach; the chance of it is told for each period." };
    private readonly Option<string?> reach = new("--reach") { Description = "at-most or at-least (default: by the better direction)." };

    public Option<string?> Request { get; } = new("--request") { Description = "A JSON file with the fields of POST /v1/forecasts (scenarios, breakdowns); the options above are then not read." };

    public Option<bool> Store { get; } = new("--store") { Description = "Keep the forecast as a vintage." };

    public Option<bool> Json { get; } = new("--json") { Description = "Write the whole answer as JSON." };

    public Option<bool> Refresh { get; } = new("--refresh") { Description = "Make the forecasts of forecasts.yml anew whose values changed, and keep them." };

    public void AddTo(Command command)
    {
        command.Add(indicator);
        foreach (var option in new Option[] { area, horizon, frequency, method, level, asOf, origin, target, reach, Request, Store, Json, Refresh })
        {
            command.Add(option);
        }
    }

    public ForecastRequest Read(ParseResult parsed) => new()
    {
        Indicator = parsed.GetValue(indicator),
        Areas = parsed.GetValue(area),
        Horizon = parsed.GetValue(horizon),
        Frequency = parsed.GetValue(frequency),
        Method = parsed.GetValue(method),
        Levels = parsed.GetValue(level) is { Length: > 0 } levels ? levels : null,
        AsOf = parsed.GetValue(asOf),
        Origin = parsed.GetValue(origin),
        Target = parsed.GetValue(target) is { } value ? new TargetRequest { Value = value, Reach = parsed.GetValue(reach) } : null,
    };
}
