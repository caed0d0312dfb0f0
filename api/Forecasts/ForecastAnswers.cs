using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>Stored forecasts, newest first.</summary>
public sealed record ForecastsAnswer(IReadOnlyList<ForecastAnswer> Forecasts);

/// <summary>A stored forecast as listed.</summary>
/// <param name="Id">Its id; the forecast is at /v1/forecasts/{id}.</param>
/// <param name="Created">When it was made.</param>
/// <param name="StartedBy">api, command-line or schedule.</param>
/// <param name="Publication">The publication whose values it was made from.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="DefinitionVersion">Version of the definition.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Origin">Last period whose values were used.</param>
/// <param name="Horizon">Periods ahead.</param>
/// <param name="Method">The method asked for.</param>
/// <param name="Breakdown">Member of each breakdown, by name.</param>
/// <param name="Areas">Area ids.</param>
/// <param name="IsScenario">Whether a condition was set on the future.</param>
/// <param name="CodeVersion">Version of the program that made it.</param>
public sealed record ForecastAnswer(
    string Id, DateTimeOffset Created, string StartedBy, string Publication, string Indicator, int DefinitionVersion, string Frequency, string Origin, int Horizon,
    string Method, IReadOnlyDictionary<string, string> Breakdown, IReadOnlyList<string> Areas, bool IsScenario, string CodeVersion)
{
    internal static ForecastAnswer Of(ForecastVintage vintage) => new(
        vintage.Id, vintage.Created, vintage.StartedBy, vintage.Publication, vintage.Indicator, vintage.DefinitionVersion, vintage.Frequency, vintage.Origin,
        vintage.Horizon, vintage.Method, vintage.Breakdown, vintage.Areas, vintage.IsScenario, vintage.CodeVersion);
}
