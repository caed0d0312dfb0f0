using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Insight.Etl.Run;
using Insight.Indicators.Comparison;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight forecast unemployment-rate --area KU111</c>: a forecast from a publication; kept with <c>--store</c>.</summary>
internal static class ForecastCommand
{
    private static readonly JsonSerializerOptions Body = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static Command Create()
    {
        var options = new ForecastOptionSet();
        var command = new Command("forecast", "Forecast an indicator with calibrated intervals; --store keeps it, --refresh brings the planned ones up to date.");
        options.AddTo(command);
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, place => Task.FromResult(parsed.GetValue(options.Refresh)
            ? Refresh(place, token)
            : Make(place, Request(parsed, options), parsed.GetValue(options.Store), parsed.GetValue(options.Json), token))));
        return command;
    }

    private static ForecastRequest Request(ParseResult parsed, ForecastOptionSet options)
    {
        if (parsed.GetValue(options.Request) is not { } file)
        {
            return options.Read(parsed);
        }

        try
        {
            return JsonSerializer.Deserialize<ForecastRequest>(File.ReadAllText(file), Body) ?? new ForecastRequest();
        }
        catch (JsonException e)
        {
            throw new FormatException($"{file}:{e.LineNumber + 1}: {e.Message} Write the fields of POST /v1/forecasts.", e);
        }
    }

    private static int Make(Workplace place, ForecastRequest request, bool isStored, bool asJson, CancellationToken cancellation)
    {
        var manifest = Publication(place, request.AsOf);
        var document = place.Lake.Document<AreasDocument>(manifest.AreasFile);
        var question = new QuestionReader(manifest, new AreaDirectory(document.Areas, document.Memberships, document.Changes), document.CurrentDivision, TargetsDocument.Of(place.Lake, manifest)).Read(request);
        var forecasts = new ForecastStore(place.Folder.Lake);
        var writer = new VintageWriter(forecasts, place.Clock, place.CodeVersion);
        var answer = isStored && writer.Same(question) is { } same ? writer.Read(same) : Compute(place, question, request, isStored, writer, asJson, cancellation);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(answer, VintageWriter.Json));
        }
        else
        {
            ForecastText.Write(Console.Out, answer);
        }

        return ExitCode.Done;
    }

    private static ForecastDocument Compute(
        Workplace place, ForecastQuestion question, ForecastRequest request, bool isStored, VintageWriter writer, bool isQuiet, CancellationToken cancellation)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var series = SliceSeriesReader.Read(connection, place.Lake, question);
        var study = ForecastStudy.Run(question, series, isQuiet ? null : new Ticks(question.Indicator.Id), cancellation);
        return isStored ? writer.Read(writer.Store(study, "command-line", request.Scenario)) : writer.Unstored(study, "command-line", request.Scenario);
    }

    private static int Refresh(Workplace place, CancellationToken cancellation)
    {
        var progress = ConsoleProgress.OnOutput();
        PlannedForecasts.Refresh(place, "command-line", (indicator, text) => progress.Show(new ProgressLine("forecast", indicator, text, false)), cancellation);
        return ExitCode.Done;
    }

    private static PublicationManifest Publication(Workplace place, string? asOf)
    {
        var pointer = place.Lake.Pointer("public") ?? throw new PublicationException("Nothing has been published yet; run 'insight run'.");
        var id = asOf is null ? pointer.Current
            : DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? pointer.CurrentAt(new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero))
                : pointer.History.Any(m => m.Publication == asOf) ? asOf : null;
        return id is not null && place.Lake.Manifest(id) is { } manifest
            ? manifest
            : throw new PublicationException($"There was no publication as of '{asOf}'; write a date or an id of 'insight publish list'.");
    }

    /// <summary>Progress on one line that is rewritten, on a terminal only.</summary>
    private sealed class Ticks(string indicator) : IProgress<double>
    {
        private readonly ConsoleProgress progress = ConsoleProgress.OnOutput();

        public void Report(double value) => progress.Show(value >= 1.0
            ? new ProgressLine("forecast", indicator, "done", false)
            : new ProgressLine("forecast", indicator, value.ToString("P0", CultureInfo.InvariantCulture), true));
    }
}
