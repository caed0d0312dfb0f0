using Insight.Api.Problems;
using Insight.Indicators.Forecasting.Questions;

namespace Insight.Api.Forecasts;

/// <summary>What is wrong with a request for a forecast, as a problem.</summary>
internal static class ForecastProblems
{
    /// <summary>The problem of a refusal.</summary>
    public static ProblemException Of(ForecastRefusal refusal) => new(
        new Problem(400, refusal.Code, TitleOf(refusal.Code), refusal.Message)
        {
            Parameter = refusal.Place,
            Value = refusal.Value,
            Suggestions = refusal.Suggestions.Count > 0 ? refusal.Suggestions : null,
        });

    private static string TitleOf(string code) => code switch
    {
        "unknown-indicator" => "There is no such indicator",
        "unknown-area" => "There is no such area",
        "unknown-member" or "unknown-breakdown" => "There is no such member of a breakdown",
        "no-values" => "There are no values to forecast from",
        "missing-parameter" => "A required field is missing",
        "contradictory-parameters" => "Parts of the request contradict each other",
        "bad-period" => "A period cannot be read, or there are no values for it",
        _ => "A field has a value that it cannot have",
    };
}
