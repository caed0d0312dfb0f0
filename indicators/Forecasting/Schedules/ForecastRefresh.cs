using System.Data.Common;
using Insight.Indicators.Comparison;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Schedules;

/// <summary>Makes planned forecasts anew where their values changed since the last time; others cost nothing.</summary>
/// <param name="lake">The lake.</param>
/// <param name="forecasts">Its forecasts.</param>
/// <param name="clock">Says when.</param>
/// <param name="codeVersion">Version of the program.</param>
public sealed class ForecastRefresh(PublicationStore lake, ForecastStore forecasts, TimeProvider clock, string codeVersion)
{
    private readonly VintageWriter writer = new(forecasts, clock, codeVersion);

    /// <summary>Goes through the plans.</summary>
    /// <param name="connection">Any DuckDB connection, for reading Parquet.</param>
    /// <param name="manifest">The publication.</param>
    /// <param name="plans">What is kept up to date.</param>
    /// <param name="startedBy">schedule or command-line.</param>
    /// <param name="say">Receives a line for each plan: indicator, what happened.</param>
    /// <param name="cancellation">Stops between series.</param>
    /// <returns>How many forecasts were made.</returns>
    public int Run(
        DbConnection connection, PublicationManifest manifest, IReadOnlyList<ForecastRequest> plans, string startedBy, Action<string, string> say, CancellationToken cancellation)
    {
        var document = lake.Document<AreasDocument>(manifest.AreasFile);
        var reader = new QuestionReader(manifest, new AreaDirectory(document.Areas, document.Memberships, document.Changes), document.CurrentDivision, TargetsDocument.Of(lake, manifest));
        var made = 0;
        foreach (var plan in plans)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                made += Make(connection, reader.Read(plan), startedBy, say, cancellation) ? 1 : 0;
            }
            catch (ForecastRefusal refusal)
            {
                say(plan.Indicator!, $"not forecast: {refusal.Message}");
            }
        }

        return made;
    }

    private bool Make(DbConnection connection, ForecastQuestion question, string startedBy, Action<string, string> say, CancellationToken cancellation)
    {
        if (writer.Same(question) is { } same)
        {
            say(question.Indicator.Id, $"unchanged since {same.Id}");
            return false;
        }

        var start = clock.GetTimestamp();
        var study = ForecastStudy.Run(question, SliceSeriesReader.Read(connection, lake, question), null, cancellation);
        var vintage = writer.Store(study, startedBy, null);
        say(question.Indicator.Id, FormattableString.Invariant(
            $"forecast {vintage.Id}: {question.Areas.Count} areas, {question.Horizon} periods from {vintage.Origin}, in {clock.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return true;
    }
}
