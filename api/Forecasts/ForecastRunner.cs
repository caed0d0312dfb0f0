using Insight.Api.Comparison;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>Checks requests, estimates their work, and runs them in the queue.</summary>
internal sealed class ForecastRunner(PublicationShelf shelf, ForecastData data, ForecastQueue queue, ForecastStore store, TargetProgresses targets, TimeProvider clock)
{
    /// <summary>Work (series × periods a year × components) that is waited for; more is a job to be followed.</summary>
    private const int AtOnce = 2_500;

    /// <summary>Most work without the steward's key.</summary>
    private const int MostOpen = 12_000;

    /// <summary>Shorter series are no work.</summary>
    private const int FewestValues = 5;

    private const int MostKept = 32;

    private readonly VintageWriter writer = new(store, clock, Version);
    private readonly Lock gate = new();
    private readonly LinkedList<(string Key, ForecastDocument Document)> kept = [];

    /// <summary>Version of the program, as stored with forecasts.</summary>
    public static string Version { get; } = typeof(ForecastEngine).Assembly.GetName().Version!.ToString(3);

    /// <summary>The checked question of a request, in the publication that it asks for.</summary>
    /// <exception cref="ProblemException">400: what is wrong with it.</exception>
    public ForecastQuestion Question(ForecastRequest request)
    {
        var publication = shelf.AsOf(request.AsOf);
        return Refused(() => new QuestionReader(publication.Manifest, publication.Areas, publication.CurrentDivision, targets.TargetsOf(publication)).Read(request));
    }

    /// <summary>The stored vintage that answers the question already, or null.</summary>
    public ForecastVintage? Same(ForecastQuestion question) => writer.Same(question);

    /// <summary>An answer that was computed a while ago and not stored, or null.</summary>
    public ForecastDocument? Kept(ForecastQuestion question)
    {
        lock (gate)
        {
            return kept.FirstOrDefault(k => k.Key == KeyOf(question)).Document;
        }
    }

    /// <summary>Queues the computation.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="request">The request, for its scenario.</param>
    /// <param name="isStored">Whether the result becomes a vintage.</param>
    /// <param name="isSteward">Whether the steward asks, who may ask for more.</param>
    /// <returns>The job, and whether it is short enough to be waited for.</returns>
    public (ForecastJob Job, bool IsShort) Start(ForecastQuestion question, ForecastRequest request, bool isStored, bool isSteward)
    {
        var series = Refused(() => data.Of(question));
        var work = question.Work(series.Areas.Values.Count(a => a.Values.Count(double.IsFinite) >= FewestValues));
        if (!isSteward && work > MostOpen)
        {
            throw BadRequest.Parameter(
                "indicator", question.Indicator.Id, $"This forecast needs {work} units of work, and {MostOpen} are free; send the steward's key, or ask for years instead of months.");
        }

        var job = queue.Add(question.Indicator.Id, question.Areas.Count, (progress, cancellation) => Compute(question, request, series, isStored, progress, cancellation));
        return (job, work <= AtOnce);
    }

    /// <summary>What came of a job that is over.</summary>
    /// <exception cref="ProblemException">It was refused or cancelled.</exception>
    public static ForecastOutcome Result(ForecastJob job) => job.Fault switch
    {
        null => job.Outcome ?? throw new ProblemException(new Problem(409, "forecast-cancelled", "The forecast was cancelled", "The computation was cancelled before it was done.")),
        ForecastRefusal refusal => throw ForecastProblems.Of(refusal),
        var fault => throw new InvalidOperationException($"The forecast failed: {fault.Message}", fault),
    };

    /// <summary>A refusal on its way becomes a problem.</summary>
    public static T Refused<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ForecastRefusal refusal)
        {
            throw ForecastProblems.Of(refusal);
        }
    }

    private ForecastOutcome Compute(
        ForecastQuestion question, ForecastRequest request, SliceSeries series, bool isStored, IProgress<double> progress, CancellationToken cancellation)
    {
        var study = ForecastStudy.Run(question, series, progress, cancellation);
        if (isStored)
        {
            return new ForecastOutcome(null, writer.Store(study, "api", request.Scenario));
        }

        var document = writer.Unstored(study, "api", request.Scenario);
        lock (gate)
        {
            kept.AddFirst((KeyOf(question), document));
            if (kept.Count > MostKept)
            {
                kept.RemoveLast();
            }
        }

        return new ForecastOutcome(document, null);
    }

    private static string KeyOf(ForecastQuestion question) => question.Manifest.Id + question.Hash;
}
