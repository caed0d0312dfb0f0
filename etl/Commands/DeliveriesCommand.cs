using System.CommandLine;
using System.Globalization;
using Insight.Indicators.Deliveries;
using Insight.Warehouse;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight deliveries</c>: the delivery calendar of today, as /v1/deliveries tells it.</summary>
internal static class DeliveriesCommand
{
    public static Command Create()
    {
        var source = new Option<string?>("--source") { Description = "Only this source." };
        var late = new Option<bool>("--late") { Description = "Only what is late." };
        var command = new Command("deliveries", "Tell what was delivered, what is due when and what is late, by source and municipality. Changes nothing.") { source, late };
        command.SetAction((parsed, _) => InsightCommand.InFolderAsync(parsed, path =>
        {
            var shown = Today(new DataFolder(Path.GetFullPath(path))).Sources
                .Where(one => (parsed.GetValue(source) ?? one.Source.Id) == one.Source.Id && (one.DaysLate > 0 || !parsed.GetValue(late)));
            foreach (var line in shown.SelectMany(Lines))
            {
                Console.WriteLine(line);
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static DeliveryOverview Today(DataFolder folder)
    {
        var lake = new PublicationStore(folder.Lake);
        var current = lake.Current("public") ?? throw new PublicationException("Nothing is published yet; run 'insight run' first.");
        var document = lake.Document<AreasDocument>(current.AreasFile);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return new DeliveryCalendar(slice => LastPeriods.OfMunicipalities(connection, lake, slice), slice => LastPeriods.All(connection, lake, slice))
            .On(current, new AreaDirectory(document.Areas, document.Memberships, document.Changes), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    private static IEnumerable<string> Lines(SourceDelivery one)
    {
        var state = one.DaysLate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{one.DaysLate} days late") : "on time";
        var expected = one.ExpectedMunicipalities > 0 ? string.Create(CultureInfo.InvariantCulture, $", {one.ExpectedMunicipalities} are to deliver") : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Source.Id,-24} {one.Frequency.Word(),-8} latest {one.Last?.ToString() ?? "never",-8} next {one.Next,-8} due {one.NextDue:yyyy-MM-dd}  {state}; {one.Municipalities} municipalities{expected}");
        foreach (var missing in one.Missing.Where(missing => missing.IsExpected))
        {
            var name = missing.Names.GetValueOrDefault("en") ?? missing.Area;
            yield return missing.LastPeriod is null
                ? string.Create(CultureInfo.InvariantCulture, $"  {missing.Area} {name}: has not delivered (expected since {missing.Since:yyyy-MM-dd})")
                : string.Create(CultureInfo.InvariantCulture, $"  {missing.Area} {name}: {missing.State} {(missing.State == "late" ? "since" : "on")} {missing.Since:yyyy-MM-dd} (latest {missing.LastPeriod})");
        }
    }
}
