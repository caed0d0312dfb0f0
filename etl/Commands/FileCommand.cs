using System.CommandLine;
using System.Globalization;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight file</c>: delivers a municipality's file from this machine, as <c>POST /v1/sources/{id}/files</c> does from another.</summary>
internal static class FileCommand
{
    /// <summary>Bad rows that are shown; <c>--bad-rows</c> writes all of them.</summary>
    private const int Shown = 20;

    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "Id of the source; its origin is deliveries." };
        var path = new Argument<FileInfo>("path") { Description = "The file: CSV, XLSX or JSON." };
        var file = new Option<string?>("--file") { Description = "Name that the source expects, where there are several: absences_016.csv." };
        var profile = new Option<string?>("--profile") { Description = "Code of the municipality whose mapping profile reads it: 016." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look at every row; keep and load nothing." };
        var badRows = new Option<FileInfo?>("--bad-rows") { Description = "Write all rows that are refused to this CSV." };
        var command = new Command("file", "Deliver a file to a source and load it; every row that is refused is told with line, column, value, reason and remedy.")
        {
            source, path, file, profile, dryRun, badRows,
        };
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, async place =>
        {
            var sender = new Steward(StewardOnCommandLine.User, default, null);
            var offer = new FileOffer(parsed.GetRequiredValue(source), sender, parsed.GetValue(file), parsed.GetValue(profile), parsed.GetValue(dryRun));
            return await DeliverAsync(place, offer, parsed.GetRequiredValue(path), parsed.GetValue(badRows), token).ConfigureAwait(false);
        }));
        return command;
    }

    private static async Task<int> DeliverAsync(Workplace place, FileOffer offer, FileInfo path, FileInfo? badRows, CancellationToken cancellationToken)
    {
        var intake = new FileIntake(place);
        try
        {
            await using var body = path.OpenRead();
            var report = await intake.ReceiveAsync(offer, body, cancellationToken).ConfigureAwait(false);
            Show(report.Message, report.Refused, badRows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {report.Bytes:N0} bytes, {report.RowsRead:N0} rows read, {report.Staged:N0} staged, sha256 {report.Sha256}"));
            return report.State == IntakeState.Accepted ? await LoadAsync(place, intake, report.Delivery!, cancellationToken).ConfigureAwait(false) : ExitCode.Done;
        }
        catch (IntakeException e)
        {
            Show(e.Message, e.Refused, badRows);
            return ExitCode.Failed;
        }
    }

    /// <summary>Loads it here; while a run of its source is at work, it is left to the worker.</summary>
    private static async Task<int> LoadAsync(Workplace place, FileIntake intake, DeliveryEntry delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await LoadCommands.RunAsync(
                place, [delivery.Source], PipelineOptions.Delivered, cancellationToken, run => intake.Book.SetRun(delivery.Id, run.Id)).ConfigureAwait(false);
        }
        catch (RunInProgressException e)
        {
            Console.WriteLine($"Run {e.Run.Id} of the source is {RunLog.Word(e.Run.State)}; this is queued, and the worker (insight worker, or the server) loads it as soon as that ends.");
            return ExitCode.Done;
        }
    }

    private static void Show(string message, IReadOnlyList<Staging.QuarantinedRow> refused, FileInfo? badRows)
    {
        Console.WriteLine(message);
        foreach (var row in refused.Take(Shown))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.File}:{row.Line} {row.Column} '{row.Value}': {row.Reason}. {row.Remedy}."));
        }

        if (refused.Count > Shown)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {refused.Count - Shown:N0} more; --bad-rows <file.csv> writes all of them."));
        }

        if (badRows is not null)
        {
            File.WriteAllBytes(badRows.FullName, BadRows.ToCsv(refused, Phrases.In("en")));
        }
    }
}
